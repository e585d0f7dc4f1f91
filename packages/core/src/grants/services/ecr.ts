import { resourceType } from "../../aws/resource-type.js";
import { everywhere, type GrantDefinition, onResource } from "../definition.js";
import type { ArnScope, Grant, OneOrMore } from "../grant.js";

/** A private repository by its name; `*` and `?` match many. */
export interface EcrRepositoryName<Text = string> extends ArnScope<Text> {
  readonly name: Text;
}

export interface EcrGrants<Text = string> {
  /** BatchCheckLayerAvailability, BatchGetImage, GetDownloadUrlForLayer; GetAuthorizationToken, which has no resource. */
  pull(repository: OneOrMore<Text | EcrRepositoryName<Text>>): Grant<Text>;
}

const repository = resourceType({
  service: "ecr",
  name: "repository",
  prefix: "repository/",
  resource: /^repository\/[a-z0-9._/*?-]+$/,
  example: "repository/web",
  // https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html: 256
  characters: 267,
  scope: "regional",
  named: [{ keys: { name: /^[a-z0-9._/*?-]{2,256}$/ }, resource: ({ name }) => `repository/${name}` }],
});

export const ecrDefinition: GrantDefinition = {
  name: "ecr",
  page: "https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerregistry.html",
  resourceType: repository,
  options: {},
  access: {
    pull: {
      permissions: [
        {
          actions: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
          resources: onResource,
        },
        { actions: ["ecr:GetAuthorizationToken"], resources: everywhere },
      ],
    },
  },
};
