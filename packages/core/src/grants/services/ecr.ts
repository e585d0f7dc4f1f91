import { everywhere, onResource } from "../definition.js";
import { form, type NameOf, resource } from "../resource.js";
import { service } from "../service.js";

const repository = resource({
  service: "ecr",
  name: "repository",
  prefix: "repository/",
  resource: /^repository\/[a-z0-9._/*?-]+$/,
  example: "repository/web",
  // https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html: 256
  characters: 267,
  managedAs: ["aws_ecr_repository", "aws:ecr/repository:Repository"],
  scope: "regional",
  slashes: "parts",
  named: [
    form({
      keys: {
        /** The name of a private repository. `*` and `?` match several. */
        name: /^[a-z0-9._/*?-]{2,256}$/,
      },
      resource: ({ name }) => `repository/${name}`,
    }),
  ],
});

const { level, functions } = service("ecr", { resourceType: repository });

/** ECR. https://docs.aws.amazon.com/service-authorization/latest/reference/list_ecr.html */
export const ecr = functions({
  /** Pulls images, with the authorization token that this takes. The token is for the whole registry. */
  pull: level({
    permissions: [
      {
        actions: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
        resources: onResource,
      },
      { actions: ["ecr:GetAuthorizationToken"], resources: everywhere },
    ],
  }),
});

/** A private repository by its name. */
export type EcrRepositoryName<Text = string> = NameOf<typeof repository, Text>;
