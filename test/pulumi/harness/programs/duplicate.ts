import { AppRole } from "./app-role";

new AppRole("site");
new AppRole("site");
