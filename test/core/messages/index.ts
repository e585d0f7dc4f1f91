import { accessAnalyzer } from "./access-analyzer.js";
import { apps } from "./apps.js";
import { arns } from "./arns.js";
import { branches } from "./branches.js";
import { denials } from "./denials.js";
import { grants } from "./grants.js";
import { liveApps } from "./live.js";
import { objects } from "./objects.js";
import { policies } from "./policies.js";
import { roles } from "./roles.js";
import { security } from "./security.js";
import { settingsMessages } from "./settings.js";
import { values } from "./values.js";

/** Each code is in one of them. */
export const tables = [
  values,
  arns,
  grants,
  policies,
  roles,
  apps,
  security,
  branches,
  settingsMessages,
  accessAnalyzer,
  denials,
  liveApps,
  objects,
];

/** All exact messages, by code. */
export const rows = tables.flatMap((table) =>
  Object.entries(table).flatMap(([code, of]) => of.map((row) => ({ code, ...row }))),
);
