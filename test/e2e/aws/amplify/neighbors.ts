import { badRequest } from "../errors.js";
import type { JsonObject } from "../message.js";
import { MOTO_ACCOUNT } from "../moto.js";
import { partitionOf } from "../scope.js";
import type { AmplifyRecord } from "./hosting.js";

interface Of {
  readonly domains: AmplifyRecord[];
  readonly webhooks: AmplifyRecord[];
}

/**
 * Domains and webhooks of apps, in the shapes of the published model. Domains stay unverified, as there is no DNS.
 * https://docs.aws.amazon.com/amplify/latest/APIReference/API_DomainAssociation.html
 * https://docs.aws.amazon.com/amplify/latest/APIReference/API_Webhook.html
 */
export class AppNeighbors {
  readonly #byApp = new Map<string, Of>();

  reset(): void {
    this.#byApp.clear();
  }

  delete(appId: string): void {
    this.#byApp.delete(appId);
  }

  createDomain({ appArn, appId }: JsonObject, input: JsonObject): AmplifyRecord {
    const { domains } = this.#of(appId);
    const name = String(input.domainName);
    if (domains.some(({ domainName }) => domainName === name)) throw badRequest(`Domain ${name} already exists.`);
    const settings = (input.subDomainSettings ?? []) as readonly JsonObject[];
    const domain = {
      domainAssociationArn: `${appArn}/domains/${name}`,
      domainName: name,
      enableAutoSubDomain: input.enableAutoSubDomain ?? false,
      domainStatus: "PENDING_VERIFICATION",
      statusReason: "",
      subDomains: settings.map((subDomainSetting) => ({ subDomainSetting, verified: false, dnsRecord: "" })),
      tags: {},
    };
    domains.push(domain);
    return domain;
  }

  createWebhook(region: string, { appId }: JsonObject, { branchName, description = "" }: JsonObject): AmplifyRecord {
    const { webhooks } = this.#of(appId);
    const webhookId = `${appId}-${webhooks.length + 1}`;
    const now = Date.now() / 1000;
    const webhook = {
      webhookArn: `arn:${partitionOf(region)}:amplify:${region}:${MOTO_ACCOUNT}:webhooks/${webhookId}`,
      webhookId,
      // https://docs.aws.amazon.com/amplify/latest/userguide/webhooks.html
      webhookUrl: `https://webhooks.amplify.${region}.amazonaws.com/prod/webhooks?id=${webhookId}&token=token-of-the-webhook`,
      branchName,
      description,
      createTime: now,
      updateTime: now,
      tags: {},
    };
    webhooks.push(webhook);
    return webhook;
  }

  domains({ appId }: JsonObject): readonly AmplifyRecord[] {
    return this.#of(appId).domains;
  }

  webhooks({ appId }: JsonObject): readonly AmplifyRecord[] {
    return this.#of(appId).webhooks;
  }

  #of(appId: unknown): Of {
    const found = this.#byApp.get(String(appId)) ?? { domains: [], webhooks: [] };
    this.#byApp.set(String(appId), found);
    return found;
  }
}
