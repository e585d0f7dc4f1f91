import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { AppRole } from "../app-role";

const config = new pulumi.Config();

const component = new AppRole("site", { description: config.requireSecret("description") });
const region = aws.getRegionOutput();

pulumi.log.warn("the site has no domain", component);

export const roleArn = component.role.arn;
export const regionName = region.name;
export const policy = component.policy.policy;
