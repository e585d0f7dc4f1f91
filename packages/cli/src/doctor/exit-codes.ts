/** The exit codes of `amplify-roles doctor`, as `--help` and docs/doctor.md document them. */
export const EXIT = {
  /** Nothing is wrong, or only warnings. */
  healthy: 0,
  errors: 1,
  /** An invalid option, or a file that cannot be read. */
  usage: 2,
  /** No credentials, expired ones, or a profile that needs a login. */
  credentials: 3,
  /** The app is not in this region or account. */
  notFound: 4,
  /** AWS cannot be reached, or answers no call. */
  unavailable: 5,
  /** No errors were found, but something could not be seen. */
  incomplete: 6,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** The command ends with this exit code and message. */
export class DoctorError extends Error {
  constructor(
    readonly exitCode: ExitCode,
    message: string,
  ) {
    super(message);
  }
}
