import { parseResource } from "../../aws/parse-resource.js";
import { type ResourceType, resourceType } from "../../aws/resource-type.js";
import { messages } from "../../findings/messages.js";
import { nonEmptyArray } from "../../schema/schema.js";
import { type GrantDefinition, type Option, onResource } from "../definition.js";
import type { Grant, OneOrMore } from "../grant.js";

/** A foundation model by its id: `anthropic.claude-3-haiku-20240307-v1:0`; `*` and `?` match many. */
export interface FoundationModelId<Text = string> {
  readonly modelId: Text;
  /** `aws`, `aws-cn` or `aws-us-gov`. Default: the deployment's. */
  readonly partition?: Text;
  /** Default: the deployment's; behind an inference profile all that the profile routes to. */
  readonly region?: Text;
}

interface ProfileScope<Text> {
  readonly partition?: Text;
  readonly region?: Text;
  readonly account?: Text;
}

/** A profile that AWS defines, by its id: `eu.anthropic.claude-3-haiku-20240307-v1:0`. */
export interface InferenceProfileId<Text = string> extends ProfileScope<Text> {
  readonly profileId: Text;
}

/** An application inference profile by its id. */
export interface ApplicationInferenceProfileId<Text = string> extends ProfileScope<Text> {
  readonly applicationProfileId: Text;
}

export interface InferenceProfileOptions<Text = string> {
  /**
   * The models behind the profile, by ARN or by id. They can be invoked through the profile only, by id in every region
   * that it routes to.
   */
  readonly models: readonly (Text | FoundationModelId<Text>)[];
}

/** A guardrail by its id: `a1b2c3d4e5f6`. */
export interface GuardrailId<Text = string> extends ProfileScope<Text> {
  readonly guardrailId: Text;
}

/** A guardrail profile that AWS defines, by its id: `eu.guardrail.v1:0`. */
export interface GuardrailProfileId<Text = string> {
  readonly guardrailProfileId: Text;
  /** `aws`, `aws-cn` or `aws-us-gov`. Default: the deployment's. */
  readonly partition?: Text;
  /** Default: all that the profile routes to. */
  readonly region?: Text;
  /** Default: the deployment's. */
  readonly account?: Text;
}

export interface GuardrailOptions<Text = string> {
  /**
   * The guardrail profiles that it routes through, by ARN or by id. Default: none.
   * https://docs.aws.amazon.com/bedrock/latest/userguide/guardrail-profiles-permissions.html
   */
  readonly guardrailProfiles?: readonly (Text | GuardrailProfileId<Text>)[];
}

/** InvokeModel, InvokeModelWithResponseStream, which Converse and ConverseStream are authorised as too. */
export interface BedrockGrants<Text = string> {
  /** A foundation model in one region. */
  invoke(model: OneOrMore<Text | FoundationModelId<Text>>): Grant<Text>;
  /**
   * An inference profile, and the models behind it.
   * https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-prereq.html
   */
  invokeInferenceProfile(
    profile: OneOrMore<Text | InferenceProfileId<Text> | ApplicationInferenceProfileId<Text>>,
    options: InferenceProfileOptions<Text>,
  ): Grant<Text>;
  /** ApplyGuardrail, by itself or beside a model that is invoked with a guardrail. */
  applyGuardrail(guardrail: OneOrMore<Text | GuardrailId<Text>>, options?: GuardrailOptions<Text>): Grant<Text>;
}

const foundationModel = resourceType({
  service: "bedrock",
  name: "foundation model",
  prefix: "foundation-model/",
  resource: /^foundation-model\/[\w.:*?-]+$/,
  example: "foundation-model/anthropic.claude-3-haiku-20240307-v1:0",
  // https://docs.aws.amazon.com/bedrock/latest/APIReference/API_GetFoundationModel.html: 140
  characters: 157,
  scope: "region",
  named: [
    {
      keys: { modelId: /^[\w.:*?-]+$/ },
      // https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-support.html
      check: ({ modelId = "" }) =>
        /^(us|us-gov|eu|apac|au|ca|jp|global)\./.test(modelId) ? messages.profileAsModel(modelId) : undefined,
      resource: ({ modelId }) => `foundation-model/${modelId}`,
    },
  ],
});

/**
 * A model behind a profile. Global profiles route to models in no region in particular:
 * https://docs.aws.amazon.com/bedrock/latest/userguide/global-cross-region-inference.html
 */
const routedModel = { ...foundationModel, regionless: true };

// https://docs.aws.amazon.com/bedrock/latest/APIReference/API_GetInferenceProfile.html: ids of 64
const profile = resourceType({
  service: "bedrock",
  name: "inference profile",
  prefix: "inference-profile/",
  resource: /^inference-profile\/[\w.:*?-]+$/,
  example: "inference-profile/eu.anthropic.claude-3-haiku-20240307-v1:0",
  characters: 82,
  scope: "regional",
  named: [{ keys: { profileId: /^[\w.:*?-]+$/ }, resource: ({ profileId }) => `inference-profile/${profileId}` }],
});
const applicationProfile = resourceType({
  service: "bedrock",
  name: "application inference profile",
  prefix: "application-inference-profile/",
  resource: /^application-inference-profile\/[\w*?-]+$/,
  example: "application-inference-profile/a1b2c3d4e5f6",
  characters: 94,
  scope: "regional",
  named: [
    {
      keys: { applicationProfileId: /^[\w*?-]+$/ },
      resource: ({ applicationProfileId }) => `application-inference-profile/${applicationProfileId}`,
    },
  ],
});

// https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_ApplyGuardrail.html: an id of 64
const guardrail = resourceType({
  service: "bedrock",
  name: "guardrail",
  prefix: "guardrail/",
  resource: /^guardrail\/[a-z0-9*?]+$/,
  example: "guardrail/a1b2c3d4e5f6",
  characters: 74,
  scope: "regional",
  named: [{ keys: { guardrailId: /^[a-z0-9]+$/ }, resource: ({ guardrailId }) => `guardrail/${guardrailId}` }],
});
// https://docs.aws.amazon.com/bedrock/latest/APIReference/API_GuardrailCrossRegionConfig.html: an id of 30
const guardrailProfile = resourceType({
  service: "bedrock",
  name: "guardrail profile",
  prefix: "guardrail-profile/",
  resource: /^guardrail-profile\/[a-z0-9.:*?-]+$/,
  example: "guardrail-profile/eu.guardrail.v1:0",
  characters: 48,
  scope: "regional",
  named: [
    {
      keys: { guardrailProfileId: /^[a-z0-9.:-]+$/ },
      resource: ({ guardrailProfileId }) => `guardrail-profile/${guardrailProfileId}`,
    },
  ],
});

/** ARNs of what something routes to; by id in every region. */
const routedTo = (kind: ResourceType): Option<readonly string[]> => ({
  schema: (value, context, deployment) =>
    nonEmptyArray<string>(
      (entry, place) => parseResource([kind], entry, { ...deployment, region: "*" }, place)?.arn,
      kind.name,
    )(value, context),
  maxLength: kind.maxLength,
});

type Options = { models?: readonly string[]; guardrailProfiles?: readonly string[] };
const INVOKE = ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"];

export const bedrockDefinition: GrantDefinition<Options> = {
  name: "bedrock",
  page: "https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonbedrock.html",
  options: { models: routedTo(routedModel), guardrailProfiles: routedTo(guardrailProfile) },
  access: {
    invoke: { resourceType: foundationModel, options: [], permissions: [{ actions: INVOKE, resources: onResource }] },
    invokeInferenceProfile: {
      resourceType: [profile, applicationProfile],
      options: ["models"],
      required: ["models"],
      permissions: [
        { actions: INVOKE, resources: onResource },
        {
          actions: INVOKE,
          resources: ({ options }) => options.models ?? [],
          conditions: ({ resource }) => ({ ArnLike: { "bedrock:InferenceProfileArn": resource.arn } }),
        },
      ],
    },
    applyGuardrail: {
      resourceType: guardrail,
      options: ["guardrailProfiles"],
      permissions: [
        {
          actions: ["bedrock:ApplyGuardrail"],
          resources: ({ resource, options }) => [resource.arn, ...(options.guardrailProfiles ?? [])],
        },
      ],
    },
  },
};
