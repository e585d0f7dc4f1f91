import { grantsOf } from "@amplify-roles/core/adapter";
import {
  everywhere,
  granted,
  may,
  plainly,
  type Row,
  regional,
  type Table,
  type Thing,
  when,
  withSiblings,
} from "../support/model.js";

const { ses } = grantsOf<string>();

const SEND = "SendEmail SendRawEmail";
const TEMPLATED = "SendBulkTemplatedEmail SendEmail SendTemplatedEmail";

const domain = regional("ses", "identity/example.com", undefined, "identity");
/** Its name starts with the other's whole name. */
const community = regional("ses", "identity/example.community", undefined, "identity");
const address = regional("ses", "identity/web@example.com", undefined, "identity");
const receipts = regional("ses", "configuration-set/receipts", undefined, "configuration-set");
const news = regional("ses", "configuration-set/news", undefined, "configuration-set");
const welcome = regional("ses", "template/welcome", undefined, "template");
const welcomeBack = regional("ses", "template/welcome-back", undefined, "template");

/** Who a message is from. AWS sends it with every request for an action that has the key. */
const from = (sender: string) => when({ "ses:FromAddress": sender });
const shop = from("shop@example.com");
const admin = from("admin@example.com");
const foreign = from("shop@example.community");

/** AWS authorizes a message on each resource that it uses. */
const templated = (on: readonly Thing[], templates: readonly Thing[], under?: (typeof shop)[]): readonly Row[] => [
  may("ses", TEMPLATED, [...on, ...templates], under),
];

export const sesTable: Table = {
  pages: [
    "https://docs.aws.amazon.com/service-authorization/latest/reference/list_ses.html",
    "https://docs.aws.amazon.com/ses/latest/dg/control-user-access.html",
  ],
  pools: [
    {
      service: "ses",
      things: [
        domain,
        ...everywhere("ses", "identity/example.com")
          .slice(1)
          .map(({ arn }) => ({ arn, type: "identity" })),
        ...withSiblings([community, address, receipts, news, welcome, welcomeBack]),
      ],
      circumstances: [plainly, shop, admin, foreign],
      alwaysSent: ["ses:FromAddress"],
    },
  ],
  cases: [
    ...[domain, community, address].flatMap((of) => [
      granted(`sends from ${of.arn}`, ses.send(of.arn), [may("ses", SEND, [of])]),
      granted(`sends from one address of ${of.arn}`, ses.send(of.arn, { fromAddresses: ["shop@example.com"] }), [
        may("ses", SEND, [of], [shop]),
      ]),
    ]),
    granted("sends from an identity by its name", ses.send({ name: "web@example.com" }), [may("ses", SEND, [address])]),
    granted("sends from any address of a domain", ses.send(domain.arn, { fromAddresses: ["*@example.com"] }), [
      may("ses", SEND, [domain], [shop, admin]),
    ]),
    granted("sends with a configuration set", ses.send(domain.arn, { configurationSets: [{ name: "receipts" }] }), [
      may("ses", SEND, [domain, receipts]),
    ]),
    granted("sends a template", ses.sendTemplated(domain.arn, { templates: [{ name: "welcome" }] }), [
      ...templated([domain], [welcome]),
      may("ses", "SendBulkEmail", [domain, welcome]),
    ]),
    granted(
      "sends templates from one address with a configuration set",
      ses.sendTemplated(domain.arn, {
        templates: [{ name: "welcome" }, welcomeBack.arn],
        fromAddresses: ["shop@example.com"],
        configurationSets: [{ name: "news" }],
      }),
      templated([domain, news], [welcome, welcomeBack], [shop]),
    ),
  ],
};
