import { createHash } from "node:crypto";
import { badRequest, notFound } from "../errors.js";
import { isJsonObject, type JsonObject } from "../message.js";
import type { BranchesOfApp } from "./hosting.js";

/**
 * The custom domains of one app. Nobody adds their DNS records here, so they stay unverified.
 * https://docs.aws.amazon.com/amplify/latest/APIReference/API_DomainAssociation.html
 */
export class Domains {
  readonly #app: BranchesOfApp;
  readonly #domains = new Map<string, JsonObject>();

  constructor(app: BranchesOfApp) {
    this.#app = app;
  }

  list(): JsonObject[] {
    return [...this.#domains.values()];
  }

  get(domainName: string): JsonObject {
    const domain = this.#domains.get(domainName);
    if (domain === undefined) throw notFound(`Domain ${domainName} not found.`);
    return domain;
  }

  create(input: JsonObject): JsonObject {
    const domainName = String(input.domainName);
    if (this.#domains.has(domainName)) throw badRequest(`The domain ${domainName} is already associated with the app`);
    const certificateVerificationDNSRecord = certificateRecord(domainName);
    const domain = {
      domainAssociationArn: `${this.#app.arn}/domains/${domainName}`,
      domainName,
      domainStatus: "PENDING_VERIFICATION",
      enableAutoSubDomain: false,
      statusReason: "",
      certificateVerificationDNSRecord,
      // Amplify names the certificate that it manages also where the request does not.
      certificate: { type: "AMPLIFY_MANAGED", certificateVerificationDNSRecord },
      subDomains: [],
      ...this.#settings(input),
    };
    this.#domains.set(domainName, domain);
    return domain;
  }

  update(domainName: string, input: JsonObject): JsonObject {
    const domain = { ...this.get(domainName), ...this.#settings(input) };
    this.#domains.set(domainName, domain);
    return domain;
  }

  delete(domainName: string): JsonObject {
    const domain = this.get(domainName);
    this.#domains.delete(domainName);
    return domain;
  }

  /** What a request sets, as an answer shows it. What it leaves out stays as it was. */
  #settings({ enableAutoSubDomain, subDomainSettings, certificateSettings }: JsonObject): JsonObject {
    return {
      ...(enableAutoSubDomain === undefined ? {} : { enableAutoSubDomain }),
      ...(isJsonObject(certificateSettings) ? { certificate: certificateSettings } : {}),
      ...(Array.isArray(subDomainSettings) ? { subDomains: subDomainSettings.map((one) => this.#subDomain(one)) } : {}),
    };
  }

  #subDomain(subDomainSetting: JsonObject): JsonObject {
    this.#app.branch(String(subDomainSetting.branchName));
    return { subDomainSetting, verified: false, dnsRecord: `${subDomainSetting.prefix} CNAME <pending>` };
  }
}

/** The record with which ACM verifies who owns a domain. https://docs.aws.amazon.com/acm/latest/userguide/dns-validation.html */
function certificateRecord(domainName: string): string {
  const digest = createHash("sha256").update(domainName).digest("hex");
  return `_${digest.slice(0, 32)}.${domainName}. CNAME _${digest.slice(32)}.acm-validations.aws.`;
}
