import { grantsOf } from "@amplify-roles/core/adapter";
import {
  granted,
  home,
  may,
  otherPartition,
  otherRegion,
  plainly,
  regional,
  type Scope,
  type Table,
  type Thing,
  thing,
  when,
  withSiblings,
} from "../support/model.js";

const { bedrock } = grantsOf<string>();

const INVOKE = "InvokeModel InvokeModelWithResponseStream";

const HAIKU = "anthropic.claude-3-haiku-20240307-v1:0";
const frankfurt: Scope = { ...home, region: "eu-central-1" };
/** Foundation models belong to nobody: their ARN has no account. */
const model = (id: string, { partition, region }: Scope = home): Thing =>
  thing(`arn:${partition}:bedrock:${region}::foundation-model/${id}`, "foundation-model");
const haiku = model(HAIKU);
const haikuInFrankfurt = model(HAIKU, frankfurt);
const haikuAbroad = model(HAIKU, otherRegion);
/** Its id starts with the other's whole id. */
const longHaiku = model(`${HAIKU}:48k`);
const nova = model("amazon.nova-lite-v1:0");

const systemProfile = (id: string, at?: Scope) =>
  regional("bedrock", `inference-profile/${id}`, at, "inference-profile");
const european = systemProfile(`eu.${HAIKU}`);
const american = systemProfile(`us.${HAIKU}`, otherRegion);
const ofWeb = regional("bedrock", "application-inference-profile/a1b2c3d4e5f6", home, "application-inference-profile");
const ofBatch = regional(
  "bedrock",
  "application-inference-profile/a1b2c3d4e5f7",
  home,
  "application-inference-profile",
);

const guardrail = regional("bedrock", "guardrail/a1b2c3d4e5f6", home, "guardrail");
const otherGuardrail = regional("bedrock", "guardrail/f6e5d4c3b2a1", home, "guardrail");
const guardrailProfile = (id: string, at: Scope) =>
  regional("bedrock", `guardrail-profile/${id}.guardrail.v1:0`, at, "guardrail-profile");
/** A profile in every region, as by its id alone, and another. */
const guards = [home, frankfurt, otherRegion].map((at) => guardrailProfile("eu", at));
const guardAbroad = guardrailProfile("us", otherRegion);

/** A model that is invoked through a profile: Bedrock sends the profile's ARN with it. */
const through = ({ arn }: Thing) => when({ "bedrock:InferenceProfileArn": arn });
const invokes = (on: readonly Thing[], profile?: Thing) =>
  may("bedrock", INVOKE, on, profile === undefined ? undefined : [through(profile)]);

export const bedrockTable: Table = {
  pages: [
    "https://docs.aws.amazon.com/service-authorization/latest/reference/list_bedrock.html",
    "https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-prereq.html",
    "https://docs.aws.amazon.com/bedrock/latest/userguide/guardrails-permissions.html",
    "https://docs.aws.amazon.com/bedrock/latest/userguide/guardrail-profiles-permissions.html",
  ],
  pools: [
    {
      service: "bedrock",
      things: [
        ...withSiblings([haiku, haikuInFrankfurt, haikuAbroad, longHaiku, nova, european, ofWeb]),
        american,
        ...withSiblings([guardrail, otherGuardrail, ...guards, guardAbroad]),
        guardrailProfile("eu", otherPartition),
        ofBatch,
        model(HAIKU, otherPartition),
        systemProfile(`eu.${HAIKU}`, otherRegion),
      ],
      circumstances: [plainly, ...[european, american, ofWeb, ofBatch].map(through)],
    },
  ],
  cases: [
    ...[haiku, haikuInFrankfurt, haikuAbroad, longHaiku, nova].map((of) =>
      granted(`invokes ${of.arn}`, bedrock.invoke(of.arn), [invokes([of])]),
    ),
    granted("invokes a model by its id", bedrock.invoke({ modelId: HAIKU }), [invokes([haiku])]),
    granted("invokes another region's model", bedrock.invoke({ modelId: HAIKU, region: otherRegion.region }), [
      invokes([haikuAbroad]),
    ]),
    granted("invokes two models", bedrock.invoke([haiku.arn, nova.arn]), [invokes([haiku, nova])]),
    granted(
      "invokes a model through a profile, in every region of the profile",
      bedrock.invokeInferenceProfile({ profileId: `eu.${HAIKU}` }, { models: [{ modelId: HAIKU }] }),
      [invokes([european]), invokes([haiku, haikuInFrankfurt, haikuAbroad], european)],
    ),
    granted(
      "invokes models of two regions through a profile",
      bedrock.invokeInferenceProfile(european.arn, {
        models: [haiku.arn, { modelId: HAIKU, region: frankfurt.region }],
      }),
      [invokes([european]), invokes([haiku, haikuInFrankfurt], european)],
    ),
    granted(
      "invokes a model through an application inference profile",
      bedrock.invokeInferenceProfile({ applicationProfileId: "a1b2c3d4e5f6" }, { models: [nova.arn] }),
      [invokes([ofWeb]), invokes([nova], ofWeb)],
    ),
    ...[guardrail, otherGuardrail].map((of) =>
      granted(`filters with ${of.arn}`, bedrock.applyGuardrail(of.arn), [may("bedrock", "ApplyGuardrail", [of])]),
    ),
    granted(
      "filters with a guardrail by its id, in every region of its profile",
      bedrock.applyGuardrail(
        { guardrailId: "a1b2c3d4e5f6" },
        { guardrailProfiles: [{ guardrailProfileId: "eu.guardrail.v1:0" }] },
      ),
      [may("bedrock", "ApplyGuardrail", [guardrail, ...guards])],
    ),
    granted(
      "filters through a profile in one region",
      bedrock.applyGuardrail(guardrail.arn, { guardrailProfiles: [guardAbroad.arn] }),
      [may("bedrock", "ApplyGuardrail", [guardrail, guardAbroad])],
    ),
  ],
};
