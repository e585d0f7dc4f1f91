import type { Diagnosis } from "../denials/diagnosis.js";
import type { AppSnapshot } from "./snapshot.js";

/** Finds one kind of problem in what was read of an app. It says nothing about what was not read. */
export type LiveRule = (snapshot: AppSnapshot) => readonly Diagnosis[];
