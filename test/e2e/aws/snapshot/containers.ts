import { DescribeRepositoriesCommand, ECRClient, ListTagsForResourceCommand } from "@aws-sdk/client-ecr";
import {
  type ContainerDefinition,
  DescribeTaskDefinitionCommand,
  ECSClient,
  paginateListTaskDefinitions,
} from "@aws-sdk/client-ecs";
import type { Named } from "../snapshot.js";
import { all, byName, type Source, tagsOf } from "./clients.js";

/** A repository of images. */
export interface Repository {
  readonly uri?: string | undefined;
  readonly tagMutability?: string | undefined;
  readonly encryption?: string | undefined;
  readonly tags: Readonly<Record<string, string>>;
}

export async function repositoriesOf({ client }: Source): Promise<Named<Repository>> {
  const ecr = new ECRClient(client);
  const { repositories = [] } = await ecr.send(new DescribeRepositoriesCommand({}));
  const described = repositories.map(async ({ repositoryName = "", repositoryArn = "", ...others }) => {
    const { tags } = await ecr.send(new ListTagsForResourceCommand({ resourceArn: repositoryArn }));
    const { repositoryUri: uri, imageTagMutability: tagMutability, encryptionConfiguration } = others;
    return [
      repositoryName,
      { uri, tagMutability, encryption: encryptionConfiguration?.encryptionType, tags: tagsOf(tags) },
    ] as const;
  });
  return byName(await Promise.all(described));
}

/** The active revision of a family of task definitions. */
export interface TaskDefinition {
  readonly taskRoleArn?: string | undefined;
  readonly executionRoleArn?: string | undefined;
  readonly networkMode?: string | undefined;
  readonly requiresCompatibilities?: readonly string[] | undefined;
  readonly cpu?: string | undefined;
  readonly memory?: string | undefined;
  readonly containers: readonly ContainerDefinition[];
  readonly tags: Readonly<Record<string, string>>;
}

export async function taskDefinitionsOf({ client }: Source): Promise<Named<TaskDefinition>> {
  const ecs = new ECSClient(client);
  const arns = await all(
    paginateListTaskDefinitions({ client: ecs }, { status: "ACTIVE" }),
    ({ taskDefinitionArns }) => taskDefinitionArns,
  );
  const described = arns.map(async (taskDefinition) => {
    const answer = await ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition, include: ["TAGS"] }));
    const { family = "", containerDefinitions: containers = [], ...others } = answer.taskDefinition ?? {};
    const { taskRoleArn, executionRoleArn, networkMode, requiresCompatibilities, cpu, memory } = others;
    const tags = tagsOf(answer.tags?.map(({ key, value }) => ({ Key: key, Value: value })));
    const roles = { taskRoleArn, executionRoleArn };
    return [family, { ...roles, networkMode, requiresCompatibilities, cpu, memory, containers, tags }] as const;
  });
  return byName(await Promise.all(described));
}
