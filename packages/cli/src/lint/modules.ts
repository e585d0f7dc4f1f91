import { readFileSync } from "node:fs";
import { dirname } from "node:path";
import { isModuleFile } from "./files.js";
import { HclModule } from "./hcl-module.js";

/** The modules of Terraform that files belong to: those of one folder. */
export class Modules {
  private readonly byFolder = new Map<string, HclModule>();

  /** @param files the names of all such files that are checked. Others are not read */
  constructor(files: readonly string[]) {
    const folders = new Map<string, string[]>();
    for (const file of files) folders.set(dirname(file), [...(folders.get(dirname(file)) ?? []), file]);
    for (const [folder, own] of folders)
      if (own.length > 1) this.byFolder.set(folder, new HclModule(own, (file) => readFileSync(file, "utf8")));
  }

  /** The module of a file that has others. */
  of(file: string): HclModule | undefined {
    return isModuleFile(file) ? this.byFolder.get(dirname(file)) : undefined;
  }
}
