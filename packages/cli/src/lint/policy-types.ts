import type { PolicyType } from "@amplify-roles/core/lint";

/**
 * Resource types whose policies belong to a resource, so that each statement names a principal. As Terraform's provider and
 * CloudFormation name them: https://registry.terraform.io/providers/hashicorp/aws/latest/docs,
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html.
 * What is not in the lists, such as policies of AWS Organizations or AWS IoT, is detected from the elements.
 */
const OF_RESOURCES: ReadonlySet<string> = new Set([
  "aws_acmpca_policy",
  "aws_api_gateway_rest_api",
  "aws_api_gateway_rest_api_policy",
  "aws_backup_vault_policy",
  "aws_cloudwatch_event_bus_policy",
  "aws_cloudwatch_log_destination_policy",
  "aws_cloudwatch_log_resource_policy",
  "aws_codeartifact_domain_permissions_policy",
  "aws_codeartifact_repository_permissions_policy",
  "aws_codebuild_resource_policy",
  "aws_dynamodb_resource_policy",
  "aws_ecr_registry_policy",
  "aws_ecr_repository_policy",
  "aws_ecrpublic_repository_policy",
  "aws_efs_file_system_policy",
  "aws_elasticsearch_domain",
  "aws_elasticsearch_domain_policy",
  "aws_glacier_vault",
  "aws_glue_resource_policy",
  "aws_kinesis_resource_policy",
  "aws_kms_external_key",
  "aws_kms_key",
  "aws_kms_key_policy",
  "aws_kms_replica_key",
  "aws_media_store_container_policy",
  "aws_networkfirewall_resource_policy",
  "aws_opensearch_domain",
  "aws_opensearch_domain_policy",
  "aws_s3_access_point",
  "aws_s3_bucket",
  "aws_s3_bucket_policy",
  "aws_s3control_access_point_policy",
  "aws_s3control_bucket_policy",
  "aws_s3control_multi_region_access_point_policy",
  "aws_s3control_object_lambda_access_point_policy",
  "aws_secretsmanager_secret",
  "aws_secretsmanager_secret_policy",
  "aws_ses_identity_policy",
  "aws_sesv2_email_identity_policy",
  "aws_sns_topic",
  "aws_sns_topic_policy",
  "aws_sqs_queue",
  "aws_sqs_queue_policy",
  "aws_vpc_endpoint",
  "aws_vpc_endpoint_policy",
  "aws_vpclattice_auth_policy",
  "aws_vpclattice_resource_policy",
  "AWS::ApiGateway::RestApi",
  "AWS::Backup::BackupVault",
  "AWS::CodeArtifact::Domain",
  "AWS::CodeArtifact::Repository",
  "AWS::DynamoDB::GlobalTable",
  "AWS::DynamoDB::Table",
  "AWS::EC2::VPCEndpoint",
  "AWS::ECR::PublicRepository",
  "AWS::ECR::RegistryPolicy",
  "AWS::ECR::Repository",
  "AWS::EFS::FileSystem",
  "AWS::Elasticsearch::Domain",
  "AWS::Events::EventBus",
  "AWS::Kinesis::ResourcePolicy",
  "AWS::KMS::Key",
  "AWS::KMS::ReplicaKey",
  "AWS::Logs::Destination",
  "AWS::Logs::ResourcePolicy",
  "AWS::MediaStore::Container",
  "AWS::NetworkFirewall::ResourcePolicy",
  "AWS::OpenSearchService::Domain",
  "AWS::S3::AccessPoint",
  "AWS::S3::BucketPolicy",
  "AWS::S3::MultiRegionAccessPointPolicy",
  "AWS::S3Express::BucketPolicy",
  "AWS::S3ObjectLambda::AccessPointPolicy",
  "AWS::S3Outposts::AccessPoint",
  "AWS::S3Outposts::BucketPolicy",
  "AWS::SecretsManager::ResourcePolicy",
  "AWS::SNS::TopicInlinePolicy",
  "AWS::SNS::TopicPolicy",
  "AWS::SQS::QueueInlinePolicy",
  "AWS::SQS::QueuePolicy",
  "AWS::VpcLattice::AuthPolicy",
  "AWS::VpcLattice::ResourcePolicy",
]);

/** Resource types whose policies say what an identity may do. */
const OF_IDENTITIES =
  /^(aws_iam_(policy|role|user|group)(_policy)?|aws_iam_(role|user|group)_policies_exclusive|aws_ssoadmin_permission_set_inline_policy|AWS::IAM::(Policy|ManagedPolicy|RolePolicy|UserPolicy|GroupPolicy|Role|User|Group)|AWS::SSO::PermissionSet)$/;

/** The type of a policy by the type of its resource and the name of the property that has it. */
export function typeOfPolicy(resourceType: string | undefined, property: string): PolicyType | undefined {
  if (/^assume_?role_?policy/i.test(property)) return "trust";
  if (resourceType === undefined) return undefined;
  if (OF_RESOURCES.has(resourceType)) return "resource";
  return OF_IDENTITIES.test(resourceType) ? "identity" : undefined;
}
