/** AWS's policies that allow everything, or everything but IAM, or all of IAM, and with it everything. */
const ADMINISTRATORS = /^arn:[^:]*:iam::aws:policy\/(AdministratorAccess(-Amplify)?|IAMFullAccess|PowerUserAccess)$/;

/** Whether an AWS managed policy allows nearly everything in an account. */
export const isAdministrator = (arn: string): boolean => ADMINISTRATORS.test(arn);
