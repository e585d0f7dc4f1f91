import { AppRole } from "./app-role";

new AppRole("site");
throw new Error("the program has a fault");
