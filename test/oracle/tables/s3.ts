import { grantsOf } from "@amplify-roles/core/adapter";
import {
  type Case,
  china,
  elsewhere,
  granted,
  home,
  may,
  otherRegion,
  plainly,
  type Row,
  regional,
  type Scope,
  type Table,
  type Thing,
  thing,
  when,
} from "../support/model.js";
import { key, keyPool, keyUse, otherKey, via } from "./kms.js";

const { s3 } = grantsOf<string>();

const UPLOAD = "AbortMultipartUpload ListMultipartUploadParts PutObject";

/** A bucket, or an access point to one, and objects of it: under a prefix and next to it. */
const containerOf = (bucket: Thing, object: (path: string) => Thing) => ({
  bucket,
  images: [object("images/cat.png"), object("images/2026/dog.png")],
  /** Their keys only start the same. */
  others: [object("images.zip"), object("uploads/cat.png")],
});
const bucketOf = (name: string, partition = "aws") => {
  const arn = `arn:${partition}:s3:::${name}`;
  return containerOf(thing(arn, "bucket"), (path) => thing(`${arn}/${path}`, "object"));
};
const accessPointOf = (name: string, at: Scope = home) =>
  containerOf(regional("s3", `accesspoint/${name}`, at, "accesspoint"), (path) =>
    regional("s3", `accesspoint/${name}/object/${path}`, at, "accesspointobject"),
  );
/** A Multi-Region Access Point is in no region. */
const multiRegionOf = (alias: string, account = home.account) => {
  const arn = `arn:aws:s3::${account}:accesspoint/${alias}`;
  return containerOf(thing(arn, "accesspoint"), (path) => thing(`${arn}/object/${path}`, "accesspointobject"));
};
type OfBucket = ReturnType<typeof bucketOf>;
const thingsOf = ({ bucket, images, others }: OfBucket) => [bucket, ...images, ...others];

const images = bucketOf("web-images");
const archive = bucketOf("web-images-archive");
const archive2 = bucketOf("web-images-archive2");
const reports = bucketOf("reports");
const inChina = bucketOf("web-images", "aws-cn");
const inGovernment = bucketOf("web-images", "aws-us-gov");

const gallery = accessPointOf("gallery");
const galleryTest = accessPointOf("gallery-test");
const accessPoints = [
  gallery,
  galleryTest,
  accessPointOf("gallery-test2"),
  ...elsewhere.map((at) => accessPointOf("gallery", at)),
];

const everywhere = multiRegionOf("mfzwi23gnjvgw.mrap");
const multiRegion = [everywhere, multiRegionOf("mfzwi23gnjvgx.mrap"), multiRegionOf("mfzwi23gnjvgw.mrap2")];

/** The prefixes that a listing asks for. */
const listing = (prefix: string) => when({ "s3:prefix": prefix });
const under = [listing("images/"), listing("images/2026/")];
const elsewhereListed = [plainly, listing(""), listing("images"), listing("uploads/")];

const readRows = ({ bucket, images, others }: OfBucket): readonly Row[] => [
  may("s3", "GetBucketLocation ListBucket", [bucket]),
  may("s3", "GetObject", [...images, ...others]),
];
const writeRows = ({ images, others }: OfBucket): readonly Row[] => [may("s3", UPLOAD, [...images, ...others])];
const narrowReadRows = ({ bucket, images }: OfBucket): readonly Row[] => [
  may("s3", "GetBucketLocation", [bucket]),
  may("s3", "ListBucket", [bucket], under),
  may("s3", "GetObject", images),
];

function casesOf(of: OfBucket): readonly Case[] {
  const { arn } = of.bucket;
  const prefix = "images/";
  return [
    granted(`reads ${arn}`, s3.read(arn), readRows(of)),
    granted(`reads a prefix of ${arn}`, s3.read(arn, { prefix }), narrowReadRows(of)),
    granted(`writes ${arn}`, s3.write(arn), writeRows(of)),
    granted(`writes a prefix of ${arn}`, s3.write(arn, { prefix }), [may("s3", UPLOAD, of.images)]),
    granted(`reads and writes ${arn}`, s3.readWrite(arn), [...readRows(of), ...writeRows(of)]),
    granted(`reads and writes a prefix of ${arn}`, s3.readWrite(arn, { prefix }), [
      ...narrowReadRows(of),
      may("s3", UPLOAD, of.images),
    ]),
    granted(`deletes from ${arn}`, s3.delete(arn), [may("s3", "DeleteObject", [...of.images, ...of.others])]),
    granted(`deletes from a prefix of ${arn}`, s3.delete(arn, { prefix }), [may("s3", "DeleteObject", of.images)]),
  ];
}

const uploadCasesOf = ({ bucket, images, others }: OfBucket): readonly Case[] => [
  granted(`manages uploads to ${bucket.arn}`, s3.manageUploads(bucket.arn), [
    may("s3", "ListBucketMultipartUploads", [bucket]),
    may("s3", "AbortMultipartUpload ListMultipartUploadParts", [...images, ...others]),
  ]),
  granted(`manages uploads to a prefix of ${bucket.arn}`, s3.manageUploads(bucket.arn, { prefix: "images/" }), [
    may("s3", "ListBucketMultipartUploads", [bucket]),
    may("s3", "AbortMultipartUpload ListMultipartUploadParts", images),
  ]),
];

export const s3Table: Table = {
  pages: [
    "https://docs.aws.amazon.com/service-authorization/latest/reference/list_s3.html",
    "https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html",
    "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-policies.html",
    "https://docs.aws.amazon.com/AmazonS3/latest/userguide/MultiRegionAccessPointRequests.html",
    "https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html",
  ],
  pools: [
    {
      service: "s3",
      things: [
        images,
        archive,
        archive2,
        reports,
        bucketOf("reports2"),
        inChina,
        bucketOf("web-images2", "aws-cn"),
        bucketOf("reports", "aws-cn"),
        inGovernment,
        ...accessPoints,
        ...multiRegion,
      ].flatMap(thingsOf),
      circumstances: [...under, ...elsewhereListed],
    },
    keyPool([via("s3"), via("s3", otherRegion)]),
  ],
  cases: [
    ...[images, archive, reports, gallery, galleryTest].flatMap(casesOf),
    ...[images, archive].flatMap(uploadCasesOf),
    granted("reads a bucket by its name", s3.read({ name: "web-images" }), readRows(images)),
    granted("reads buckets by the start of their names", s3.read({ name: "web-images*" }), [
      ...[images, archive, archive2].flatMap(readRows),
    ]),
    granted("deletes from two buckets", s3.delete([images.bucket.arn, reports.bucket.arn], { prefix: "images/" }), [
      may("s3", "DeleteObject", [...images.images, ...reports.images]),
    ]),
    granted("reads encrypted objects", s3.read(images.bucket.arn, { kmsKey: key.arn }), [
      ...readRows(images),
      keyUse("Decrypt", "s3"),
    ]),
    granted("writes encrypted objects", s3.write(images.bucket.arn, { kmsKey: otherKey.arn }), [
      ...writeRows(images),
      keyUse("Decrypt GenerateDataKey", "s3", otherKey),
    ]),
    granted(
      "reads and writes encrypted objects",
      s3.readWrite(images.bucket.arn, { kmsKey: key.arn, prefix: "images/" }),
      [...narrowReadRows(images), may("s3", UPLOAD, images.images), keyUse("Decrypt GenerateDataKey", "s3")],
    ),
    granted("reads through an access point by its name", s3.read({ accessPoint: "gallery" }), readRows(gallery)),
    granted(
      "writes encrypted objects through an access point",
      s3.write({ accessPoint: "gallery" }, { kmsKey: key.arn, prefix: "images/" }),
      [may("s3", UPLOAD, gallery.images), keyUse("Decrypt GenerateDataKey", "s3")],
    ),
    granted("reads through a Multi-Region Access Point", s3.read(everywhere.bucket.arn), [
      may("s3", "ListBucket", [everywhere.bucket]),
      may("s3", "GetObject", [...everywhere.images, ...everywhere.others]),
    ]),
    granted(
      "reads and writes a prefix through a Multi-Region Access Point by its alias",
      s3.readWrite({ multiRegionAccessPoint: "mfzwi23gnjvgw.mrap" }, { prefix: "images/" }),
      [may("s3", "ListBucket", [everywhere.bucket], under), may("s3", `GetObject ${UPLOAD}`, everywhere.images)],
    ),
    granted("reads a bucket in China", s3.read({ name: "web-images" }), readRows(inChina), china),
  ],
};
