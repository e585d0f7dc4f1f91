/** What the stores contain for the example container-settings: five parameters with the index, and three secrets. */
export const PATH = "/papyrus/prd";

const index = {
  format: 1,
  parameters: ["AUTH0_CALLBACK_URL", "AUTH0_DOMAIN", "GUNICORN_TIMEOUT", "GUNICORN_WORKERS"],
  secureParameters: ["AUTH0_AUDIENCE"],
  secrets: {
    auth0: ["AUTH0_CLIENT_ID", "AUTH0_CLIENT_SECRET"],
    db: ["DB_HOST", "DB_NAME", "DB_PASSWORD", "DB_USER"],
    flask: ["FLASK_SECRET_KEY"],
  },
};

export const parameters = [
  { name: `${PATH}/AUTH0_AUDIENCE`, value: "https://api.example.com", type: "SecureString" },
  { name: `${PATH}/AUTH0_CALLBACK_URL`, value: "https://papyrus.example.com/callback" },
  { name: `${PATH}/AUTH0_DOMAIN`, value: "papyrus.eu.auth0.com" },
  { name: `${PATH}/GUNICORN_TIMEOUT`, value: "60" },
  { name: `${PATH}/GUNICORN_WORKERS`, value: "2" },
  { name: `${PATH}/settings.json`, value: JSON.stringify(index) },
];

export const secrets = [
  { name: "papyrus/prd/auth0", value: { AUTH0_CLIENT_ID: "client", AUTH0_CLIENT_SECRET: "secret-1" } },
  {
    name: "papyrus/prd/db",
    value: { DB_HOST: "db.internal", DB_NAME: "papyrus", DB_PASSWORD: "secret-2", DB_USER: "web" },
  },
  { name: "papyrus/prd/flask", value: { FLASK_SECRET_KEY: "secret-3" } },
];
