import type { Report } from "../../findings/finding.js";
import { quoted } from "../../findings/text.js";
import { onResource, required } from "../definition.js";
import { form, type NameOf, references, resource, variant } from "../resource.js";
import { type OptionsOf, service } from "../service.js";

const profileAsModel = (id: string): Report => ({
  code: "INVALID_NAME",
  message: `${quoted(id)} is the id of an inference profile, not of a foundation model.`,
  fix: "Use bedrock.invokeInferenceProfile({ profileId }, { models }) and name the models behind the profile.",
  parameters: { found: id },
});

const foundationModel = resource({
  service: "bedrock",
  name: "foundation model",
  prefix: "foundation-model/",
  resource: /^foundation-model\/[\w.:*?-]+$/,
  example: "foundation-model/anthropic.claude-3-haiku-20240307-v1:0",
  // https://docs.aws.amazon.com/bedrock/latest/APIReference/API_GetFoundationModel.html: 140
  characters: 157,
  managedAs: ["aws_bedrock_foundation_model"],
  arnAttributes: ["modelArn"],
  scope: "region",
  named: [
    form({
      keys: {
        /** The model's id: `anthropic.claude-3-haiku-20240307-v1:0`. `*` and `?` match several. */
        modelId: /^[\w.:*?-]+$/,
      },
      // https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-support.html
      check: ({ modelId = "" }) =>
        /^(us|us-gov|eu|apac|au|ca|jp|global)\./.test(modelId) ? profileAsModel(modelId) : undefined,
      resource: ({ modelId }) => `foundation-model/${modelId}`,
    }),
  ],
});

/**
 * A model behind a profile. Global profiles route to models whose ARNs have no region:
 * https://docs.aws.amazon.com/bedrock/latest/userguide/global-cross-region-inference.html
 */
const routedModel = variant(foundationModel, { regionless: true });

// https://docs.aws.amazon.com/bedrock/latest/APIReference/API_GetInferenceProfile.html: ids of 64
const profile = resource({
  service: "bedrock",
  name: "inference profile",
  prefix: "inference-profile/",
  resource: /^inference-profile\/[\w.:*?-]+$/,
  example: "inference-profile/eu.anthropic.claude-3-haiku-20240307-v1:0",
  characters: 82,
  managedAs: ["aws_bedrock_inference_profile", "aws:bedrock/inferenceProfile:InferenceProfile"],
  arnAttributes: ["arn", "inferenceProfileArn"],
  scope: "regional",
  named: [
    form({
      keys: {
        /** The id of a profile that AWS defines: `eu.anthropic.claude-3-haiku-20240307-v1:0`. */
        profileId: /^[\w.:*?-]+$/,
      },
      resource: ({ profileId }) => `inference-profile/${profileId}`,
    }),
  ],
});
const applicationProfile = resource({
  service: "bedrock",
  name: "application inference profile",
  prefix: "application-inference-profile/",
  resource: /^application-inference-profile\/[\w*?-]+$/,
  example: "application-inference-profile/a1b2c3d4e5f6",
  characters: 94,
  managedAs: ["aws_bedrock_inference_profile", "aws:bedrock/inferenceProfile:InferenceProfile"],
  arnAttributes: ["arn", "inferenceProfileArn"],
  scope: "regional",
  named: [
    form({
      keys: {
        /** The id of an application inference profile. */
        applicationProfileId: /^[\w*?-]+$/,
      },
      resource: ({ applicationProfileId }) => `application-inference-profile/${applicationProfileId}`,
    }),
  ],
});

// https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_ApplyGuardrail.html: an id of 64
const guardrail = resource({
  service: "bedrock",
  name: "guardrail",
  prefix: "guardrail/",
  resource: /^guardrail\/[a-z0-9*?]+$/,
  example: "guardrail/a1b2c3d4e5f6",
  characters: 74,
  managedAs: ["aws_bedrock_guardrail", "aws:bedrock/guardrail:Guardrail"],
  arnAttributes: ["guardrailArn"],
  scope: "regional",
  named: [
    form({
      keys: {
        /** The guardrail's id: `a1b2c3d4e5f6`. */
        guardrailId: /^[a-z0-9]+$/,
      },
      resource: ({ guardrailId }) => `guardrail/${guardrailId}`,
    }),
  ],
});
// https://docs.aws.amazon.com/bedrock/latest/APIReference/API_GuardrailCrossRegionConfig.html: an id of 30
const guardrailProfile = resource({
  service: "bedrock",
  name: "guardrail profile",
  prefix: "guardrail-profile/",
  resource: /^guardrail-profile\/[a-z0-9.:*?-]+$/,
  example: "guardrail-profile/eu.guardrail.v1:0",
  characters: 48,
  scope: "regional",
  named: [
    form({
      keys: {
        /** The id of a guardrail profile that AWS defines: `eu.guardrail.v1:0`. */
        guardrailProfileId: /^[a-z0-9.:-]+$/,
      },
      resource: ({ guardrailProfileId }) => `guardrail-profile/${guardrailProfileId}`,
    }),
  ],
});

/** A profile routes to several regions. What is given by its id is in all of them, unless it names one. */
const EVERY_REGION = { region: "*" };

const options = {
  /**
   * The models behind the profile, by ARN or by id. They can be invoked only through the profile; a model given by its
   * id in every region that the profile routes to, unless it names a region.
   */
  models: required(references(routedModel, EVERY_REGION)),
  /**
   * The guardrail profiles that the guardrail routes through, by ARN or by id; by id in every region that the profile
   * routes to, unless it names a region. Default: none.
   * https://docs.aws.amazon.com/bedrock/latest/userguide/guardrail-profiles-permissions.html
   */
  guardrailProfiles: references(guardrailProfile, EVERY_REGION),
};

const { level, functions } = service("bedrock", { options });

/** AWS authorizes Converse and ConverseStream as these actions. */
const INVOKE = ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"];

/** Bedrock. https://docs.aws.amazon.com/service-authorization/latest/reference/list_bedrock.html */
export const bedrock = functions({
  /** Invokes a foundation model in one region, also with Converse and with streamed responses. */
  invoke: level({
    resourceType: foundationModel,
    options: [],
    permissions: [{ actions: INVOKE, resources: onResource }],
  }),
  /**
   * Invokes an inference profile and the models behind it, also with Converse and with streamed responses.
   * https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-prereq.html
   */
  invokeInferenceProfile: level({
    resourceType: [profile, applicationProfile],
    options: ["models"],
    permissions: [
      { actions: INVOKE, resources: onResource },
      {
        actions: INVOKE,
        resources: ({ options }) => options.models ?? [],
        conditions: ({ resource }) => ({ ArnLike: { "bedrock:InferenceProfileArn": resource.arn } }),
      },
    ],
  }),
  /** Applies a guardrail, by itself or to a model that is invoked with it. */
  applyGuardrail: level({
    resourceType: guardrail,
    options: ["guardrailProfiles"],
    permissions: [
      {
        actions: ["bedrock:ApplyGuardrail"],
        resources: ({ resource, options }) => [resource.arn, ...(options.guardrailProfiles ?? [])],
      },
    ],
  }),
});

/** A foundation model by its id. */
export type FoundationModelId<Text = string> = NameOf<typeof foundationModel, Text>;
/** An inference profile that AWS defines, by its id. */
export type InferenceProfileId<Text = string> = NameOf<typeof profile, Text>;
/** An application inference profile by its id. */
export type ApplicationInferenceProfileId<Text = string> = NameOf<typeof applicationProfile, Text>;
/** A guardrail by its id. */
export type GuardrailId<Text = string> = NameOf<typeof guardrail, Text>;
/** A guardrail profile that AWS defines, by its id. */
export type GuardrailProfileId<Text = string> = NameOf<typeof guardrailProfile, Text>;
/** The options of `bedrock.invokeInferenceProfile(…)`, which docs/grants.md lists. */
export type InferenceProfileOptions<Text = string> = OptionsOf<typeof bedrock, "invokeInferenceProfile", Text>;
/** The options of `bedrock.applyGuardrail(…)`, which docs/grants.md lists. */
export type GuardrailOptions<Text = string> = OptionsOf<typeof bedrock, "applyGuardrail", Text>;
