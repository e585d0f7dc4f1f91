import { AmplifySsrApp } from "@amplify-roles/pulumi";

/** An app with two errors: Pulumi prints them, and no stack trace. */
new AmplifySsrApp("web", { name: "", platfrom: "WEB" } as never);
