import { join } from "node:path";
import ts from "typescript";
import { root } from "../../support/repository.js";
import type { CodeBlock } from "./pages.js";

/** There are no such files: what the compiler reads there is below. */
const folder = join(root, "test/repository/blocks");

/** The namespaces of the SDK that pages and packages use. All of them take the compiler twice as long. */
const SDK = ["amplify", "cloudcontrol", "cloudwatch", "cognito", "iam", "dynamodb", "s3"]
  .map((name) => `export * as ${name} from "@pulumi/aws/${name}";\n`)
  .join("");

const source = (path: string) => [join(root, "packages", path)];

/** What a user's project has, with the packages' sources in place of their builds. */
const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  lib: ["lib.es2022.d.ts", "lib.dom.d.ts"],
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  types: ["node"],
  strict: true,
  skipLibCheck: true,
  noEmit: true,
  paths: {
    "@amplify-roles/service-reference": source("service-reference/src/index.ts"),
    "@amplify-roles/core": source("core/src/index.ts"),
    "@amplify-roles/core/adapter": source("core/src/adapter.ts"),
    "@amplify-roles/core/doctor": source("core/src/doctor.ts"),
    "@amplify-roles/core/lint": source("core/src/lint.ts"),
    "@amplify-roles/core/testing": source("core/src/testing.ts"),
    "@amplify-roles/cdktf": source("cdktf/src/index.ts"),
    "@amplify-roles/cdktn": source("cdktn/src/index.ts"),
    "@amplify-roles/pulumi": source("pulumi/src/index.ts"),
    "@pulumi/aws": [join(folder, "aws.ts")],
  },
};

const resources = {
  cdktf: {
    table: 'import("@cdktf/provider-aws/lib/dynamodb-table").DynamodbTable',
    developmentTable: 'import("@cdktf/provider-aws/lib/dynamodb-table").DynamodbTable',
    bucket: 'import("@cdktf/provider-aws/lib/s3-bucket").S3Bucket',
    secret: 'import("@cdktf/provider-aws/lib/secretsmanager-secret").SecretsmanagerSecret',
    key: 'import("@cdktf/provider-aws/lib/kms-key").KmsKey',
    fn: 'import("@cdktf/provider-aws/lib/lambda-function").LambdaFunction',
    pool: 'import("@cdktf/provider-aws/lib/cognito-identity-pool").CognitoIdentityPool',
    userPool: 'import("@cdktf/provider-aws/lib/cognito-user-pool").CognitoUserPool',
    api: 'import("@cdktf/provider-aws/lib/appsync-graphql-api").AppsyncGraphqlApi',
    githubToken: 'import("cdktf").TerraformVariable',
    site: 'import("@amplify-roles/cdktf").AmplifySsrApp',
  },
  pulumi: {
    table: 'import("@pulumi/aws/dynamodb/table").Table',
    bucket: 'import("@pulumi/aws/s3/bucket").Bucket',
    pool: 'import("@pulumi/aws/cognito/identityPool").IdentityPool',
    userPool: 'import("@pulumi/aws/cognito/userPool").UserPool',
    api: 'import("@pulumi/aws/appsync/graphQLApi").GraphQLApi',
    site: 'import("@amplify-roles/pulumi").AmplifySsrApp',
  },
};

/** Packages that a page tells the reader to install and that are not installed here: of each what the pages use. */
const PACKAGES = `declare module "@aws-sdk/credential-providers" {
  export function fromCognitoIdentityPool(parameters: {
    clientConfig: { region: string };
    identityPoolId: string;
    logins?: Record<string, string>;
  }): unknown;
}
declare module "@aws-crypto/sha256-js" {
  export class Sha256 {
    constructor(secret?: string | ArrayBuffer | ArrayBufferView);
    update(data: string | ArrayBuffer | ArrayBufferView): void;
    digest(): Promise<Uint8Array>;
    reset(): void;
  }
}
`;

/** What a page's code may use without declaring it: what the text around it speaks of. */
const ambient = (tool: keyof typeof resources) =>
  Object.entries({
    ...resources[tool],
    policy: "string",
    specification: 'import("@amplify-roles/core").AmplifySsrAppSpec',
    idToken: "string",
  })
    .map(([name, type]) => `declare const ${name}: ${type};\n`)
    .join("");

/** Code that uses `this` is the inside of a stack's constructor. Lines keep their numbers. */
function asModule({ code }: CodeBlock): string {
  if (!/\bthis\b/.test(code)) return `${code}\nexport {};`;
  const end = [...code.matchAll(/^import .*?;[^\n]*\n/gms)].reduce((_, { index, 0: text }) => index + text.length, 0);
  const stack = 'class Stack extends (undefined as unknown as typeof import("cdktf").TerraformStack)';
  const head = `${stack} { constructor(scope: import("constructs").Construct, id: string) { super(scope, id);`;
  return `${code.slice(0, end)}${head}${code.slice(end)}\n} }\nexport {};`;
}

const parsed = new Map<string, ts.SourceFile | undefined>();

/** What the compiler says about blocks of TypeScript or JavaScript, each as `README.md:12: …`. */
export function compileErrors(blocks: readonly CodeBlock[]): readonly string[] {
  const isPulumi = ({ code }: CodeBlock) => /from "(@amplify-roles\/pulumi|@pulumi\/)/.test(code);
  return [
    ...errorsOf(
      blocks.filter((block) => !isPulumi(block)),
      "cdktf",
    ),
    ...errorsOf(blocks.filter(isPulumi), "pulumi"),
  ];
}

function errorsOf(blocks: readonly CodeBlock[], tool: keyof typeof resources): readonly string[] {
  const byFile = new Map(blocks.map((block, index) => [join(folder, `${tool}-${index}.ts`), block]));
  const texts = new Map([...byFile].map(([file, block]) => [file, asModule(block)]));
  texts.set(join(folder, "aws.ts"), SDK);
  texts.set(join(folder, `${tool}.d.ts`), ambient(tool) + PACKAGES);
  const host = ts.createCompilerHost(options, true);
  const { fileExists, getSourceFile, readFile } = host;
  host.fileExists = (file) => texts.has(file) || fileExists(file);
  host.readFile = (file) => texts.get(file) ?? readFile(file);
  host.getSourceFile = (file, languageVersion, ...others) => {
    const text = texts.get(file);
    if (text !== undefined) return ts.createSourceFile(file, text, languageVersion, true);
    if (!parsed.has(file)) parsed.set(file, getSourceFile(file, languageVersion, ...others));
    return parsed.get(file);
  };
  const program = ts.createProgram([...texts.keys()], options, host);
  return [...byFile].flatMap(([file, { page, line }]) => {
    const compiled = program.getSourceFile(file);
    const diagnostics = [...program.getSyntacticDiagnostics(compiled), ...program.getSemanticDiagnostics(compiled)];
    return diagnostics.map(({ messageText, start = 0 }) => {
      const at = line + (compiled?.getLineAndCharacterOfPosition(start).line ?? 0);
      return `${page}:${at}: ${ts.flattenDiagnosticMessageText(messageText, "\n  ")}`;
    });
  });
}
