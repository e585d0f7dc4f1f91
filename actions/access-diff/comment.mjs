// Writes the comment on a pull request, or updates the one that it wrote before:
// https://docs.github.com/en/rest/issues/comments
import { readFileSync } from "node:fs";

const { TOKEN, ID, PULL_REQUEST, MARKDOWN, GITHUB_API_URL, GITHUB_REPOSITORY } = process.env;
const marker = `<!-- amplify-roles access-diff ${ID.replaceAll(/[^\w.-]/g, "_")} -->`;
const body = `${marker}\n${readFileSync(MARKDOWN, "utf8")}`;
const comments = `/repos/${GITHUB_REPOSITORY}/issues/${Number(PULL_REQUEST)}/comments`;

async function call(method, path, data) {
  const response = await fetch(`${GITHUB_API_URL}${path}`, {
    method,
    headers: {
      accept: "application/vnd.github+json",
      authorization: `Bearer ${TOKEN}`,
      "content-type": "application/json",
      "x-github-api-version": "2022-11-28",
    },
    ...(data === undefined ? {} : { body: JSON.stringify(data) }),
  });
  if (!response.ok) throw new Error(`GitHub answered ${response.status} to ${method} ${path}.`);
  return response.json();
}

async function ownComment() {
  for (let page = 1; ; page += 1) {
    const found = await call("GET", `${comments}?per_page=100&page=${page}`);
    const own = found.find((comment) => comment.body?.startsWith(marker));
    if (own !== undefined || found.length < 100) return own;
  }
}

try {
  const own = await ownComment();
  if (own === undefined) await call("POST", comments, { body });
  else if (own.body !== body) await call("PATCH", `/repos/${GITHUB_REPOSITORY}/issues/comments/${own.id}`, { body });
} catch (error) {
  // The token of a pull request from a fork cannot write. The job summary has the same text.
  console.log(
    `::warning::The comment was not written. ${error.message} The job needs the permission pull-requests: write.`,
  );
}
