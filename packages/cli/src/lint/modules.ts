import { readFileSync } from "node:fs";
import { dirname } from "node:path";
import { HclModule } from "./hcl-module.js";

const IS_HCL = /\.(tf|tofu)$/;

/** The modules of Terraform that files belong to: those of one folder. */
export class Modules {
  private readonly byFolder = new Map<string, HclModule>();

  /** @param files the names of all files that are checked. Others are not read */
  constructor(files: readonly string[]) {
    const folders = new Map<string, string[]>();
    for (const file of files.filter((name) => IS_HCL.test(name)))
      folders.set(dirname(file), [...(folders.get(dirname(file)) ?? []), file]);
    for (const [folder, own] of folders)
      if (own.length > 1) this.byFolder.set(folder, new HclModule(own, (file) => readFileSync(file, "utf8")));
  }

  /** The module of a file that has others. */
  of(file: string): HclModule | undefined {
    return IS_HCL.test(file) ? this.byFolder.get(dirname(file)) : undefined;
  }
}
