/** The little that is used of the package, until it is among the dependencies: its own types take the place of this file then. */
declare module 'nodemailer' {
  export function createTransport(options: {
    readonly url: string;
    readonly pool: boolean;
    readonly maxConnections: number;
    readonly disableFileAccess: boolean;
    readonly disableUrlAccess: boolean;
    readonly connectionTimeout: number;
    readonly greetingTimeout: number;
    readonly socketTimeout: number;
  }): { sendMail(mail: object): Promise<unknown>; close(): void };
}
