import * as aws from "@pulumi/aws";

export const zone = aws.route53.getZoneOutput({ name: "example.com" }).zoneId;
