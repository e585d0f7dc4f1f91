import { randomUUID } from "node:crypto";
import { answerJsonRpc } from "./json-rpc.js";
import type { AwsRequest, AwsResponse, AwsService, JsonObject } from "./message.js";
import { serviceModel } from "./models/service-model.js";

/** What is in every record: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html */
export interface TrailRecord extends JsonObject {
  /** ISO 8601. */
  readonly eventTime: string;
  readonly eventName: string;
  readonly userIdentity: { readonly arn?: string; readonly [name: string]: unknown };
}

/** The most events of an answer: https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html */
const MAX_RESULTS = 50;

/**
 * CloudTrail's event history, as far as it is looked up. moto has none. It has the records that a test gives it, because
 * nothing here records the calls of server code.
 */
export class CloudTrail implements AwsService {
  #records: readonly TrailRecord[] = [];

  constructor(private readonly model = serviceModel("cloudtrail")) {}

  /** Adds what happened, with the newest first. */
  record(...records: readonly TrailRecord[]): void {
    this.#records = [...records, ...this.#records];
  }

  reset(): void {
    this.#records = [];
  }

  async answer(request: AwsRequest): Promise<AwsResponse> {
    return answerJsonRpc(request, this.model, "1.1", { LookupEvents: (input) => this.#lookup(input) });
  }

  #lookup({ LookupAttributes, StartTime = 0, MaxResults = MAX_RESULTS, NextToken = "0" }: JsonObject): JsonObject {
    const attributes = (LookupAttributes ?? []) as readonly { AttributeKey: string; AttributeValue: string }[];
    const found = this.#records.filter(
      (record) =>
        Date.parse(record.eventTime) / 1000 >= Number(StartTime) &&
        attributes.every(({ AttributeKey: key, AttributeValue: value }) =>
          key === "EventName" ? record.eventName === value : key === "Username" && usernameOf(record) === value,
        ),
    );
    const start = Number(NextToken);
    const end = start + Number(MaxResults);
    return {
      Events: found.slice(start, end).map((record) => ({
        EventId: randomUUID(),
        EventName: record.eventName,
        EventTime: Date.parse(record.eventTime) / 1000,
        Username: usernameOf(record),
        CloudTrailEvent: JSON.stringify(record),
      })),
      ...(end < found.length ? { NextToken: String(end) } : {}),
    };
  }
}

/** The session's name of an assumed role. */
const usernameOf = ({ userIdentity: { arn } }: TrailRecord): string | undefined => arn?.slice(arn.lastIndexOf("/") + 1);
