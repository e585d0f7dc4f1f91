/** How a deploy waits for a new compute role. */
export interface PropagationSpec {
  /**
   * How many seconds a new compute role waits before the app or a branch uses it. IAM needs some time until Amplify can
   * assume a new role, and neither an update of the app nor the creation of a branch retries. 0 to 300. Default: 10.
   * https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html#troubleshoot_general_eventual-consistency
   */
  readonly propagationSeconds?: number;
  /**
   * What waits in Terraform: a `local-exec` provisioner of the role, or a `time_sleep` resource of the provider
   * hashicorp/time, for teams that forbid provisioners. Pulumi needs neither, because its program waits. Default:
   * `local-exec`. https://registry.terraform.io/providers/hashicorp/time/latest/docs/resources/sleep
   */
  readonly propagationWait?: "local-exec" | "time_sleep";
}
