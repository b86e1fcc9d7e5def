/** A URL, an answer or a request that a rule forbids. The same call is refused again. */
export type EgressRefusalCode =
  | 'EGRESS_URL_INVALID'
  | 'EGRESS_SCHEME'
  | 'EGRESS_USERINFO'
  | 'EGRESS_PORT'
  | 'EGRESS_HOST'
  | 'EGRESS_ADDRESS'
  | 'EGRESS_ORIGIN'
  | 'EGRESS_REDIRECT'
  | 'EGRESS_REDIRECT_LIMIT'
  | 'EGRESS_REDIRECT_DOWNGRADE'
  | 'EGRESS_REDIRECT_UNWANTED'
  | 'EGRESS_REQUEST_HEADER'
  | 'EGRESS_CONTENT_TYPE'
  | 'EGRESS_CONTENT_ENCODING';

/** A call that was permitted and did not come back with an answer that can be used. */
export type EgressFailureCode =
  | 'EGRESS_DNS_NOT_FOUND'
  | 'EGRESS_DNS'
  | 'EGRESS_CONNECT'
  | 'EGRESS_TLS'
  | 'EGRESS_NETWORK'
  | 'EGRESS_TIMEOUT'
  | 'EGRESS_HEADERS_TOO_LARGE'
  | 'EGRESS_BODY_TOO_LARGE'
  | 'EGRESS_BODY_BROKEN'
  | 'EGRESS_CANCELLED'
  | 'EGRESS_CLOSED';

/** Whether the same call may work at another time. */
export type EgressRetry = 'never' | 'later';

interface CodeDescription {
  readonly when: string;
  readonly todo: string;
}

/** What each refusal means. A refusal is never worth a retry. */
export const EGRESS_REFUSALS: Readonly<Record<EgressRefusalCode, CodeDescription>> = {
  EGRESS_URL_INVALID: {
    when: 'The text is not a URL that the WHATWG parser accepts, or it is longer than 4096 characters.',
    todo: 'Ask whoever named it for a full http or https address.',
  },
  EGRESS_SCHEME: {
    when: 'The scheme is neither http nor https.',
    todo: 'Ask for a web address; files and other protocols are never fetched.',
  },
  EGRESS_USERINFO: {
    when: 'The URL carries a user name or password before the host.',
    todo: 'Remove it; a vendor key belongs in a header of a pinned client.',
  },
  EGRESS_PORT: {
    when: 'The port is neither 80 nor 443 and the origin is not one the operator allowed.',
    todo: 'Publish the page on a standard port, or add its exact origin to EGRESS_ORIGINS outside production.',
  },
  EGRESS_HOST: {
    when: 'The host is not a full public domain name: one label, a name such as localhost or *.internal, or malformed.',
    todo: 'Ask for the public name of the site.',
  },
  EGRESS_ADDRESS: {
    when: 'The host is, or resolves at least once to, an address that is not public unicast.',
    todo: 'Nothing from here; a site meant to be read must have public addresses only.',
  },
  EGRESS_ORIGIN: {
    when: 'A pinned client was asked, by its caller or by a redirect, for another origin than its own.',
    todo: 'Check the configured URL; an API that moved needs its new URL in the configuration.',
  },
  EGRESS_REDIRECT: {
    when: 'A redirect has a Location that cannot be parsed, or several of them.',
    todo: 'Treat the page as broken.',
  },
  EGRESS_REDIRECT_LIMIT: {
    when: 'The answer is one redirect more than allowed, as it is in a loop.',
    todo: 'Ask for the address at the end of the chain.',
  },
  EGRESS_REDIRECT_DOWNGRADE: {
    when: 'An https page redirects to http.',
    todo: 'Ask for the https address at the end of the chain.',
  },
  EGRESS_REDIRECT_UNWANTED: {
    when: 'The caller does not go where the redirect leads, as where robots.txt of that site forbids it.',
    todo: 'Read the reason: it is that of the caller.',
  },
  EGRESS_REQUEST_HEADER: {
    when: 'The caller sets a header that decides where or how the request travels, such as Host or Transfer-Encoding.',
    todo: 'Remove the header; this is a mistake in our code.',
  },
  EGRESS_CONTENT_TYPE: {
    when: 'The answer has no content type, several, or one outside the allow-list.',
    todo: 'Treat the page as unreadable, or pass the type in `accept` where the caller can read it.',
  },
  EGRESS_CONTENT_ENCODING: {
    when: 'The answer is compressed in an unknown way or more than twice.',
    todo: 'Treat the page as unreadable.',
  },
};

/** What each failure means and whether another try later can help. */
export const EGRESS_FAILURES: Readonly<Record<EgressFailureCode, CodeDescription & { readonly retry: EgressRetry }>> = {
  EGRESS_DNS_NOT_FOUND: {
    when: 'The host has no address.',
    todo: 'Ask whoever named it to check the spelling.',
    retry: 'never',
  },
  EGRESS_DNS: {
    when: 'The resolver did not answer or answered with something unusable.',
    todo: 'Try later.',
    retry: 'later',
  },
  EGRESS_CONNECT: {
    when: 'No checked address accepted a connection in time, or it broke before the TLS handshake was over.',
    todo: 'Try later.',
    retry: 'later',
  },
  EGRESS_TLS: {
    when: 'The TLS handshake failed, or the certificate is not valid for the host.',
    todo: 'Treat the site as unreachable until its certificate is put right.',
    retry: 'never',
  },
  EGRESS_NETWORK: {
    when: 'The connection broke, or the peer does not speak HTTP/1.1.',
    todo: 'Try later.',
    retry: 'later',
  },
  EGRESS_TIMEOUT: {
    when: 'The whole fetch, redirects and body included, took longer than its time.',
    todo: 'Try later.',
    retry: 'later',
  },
  EGRESS_HEADERS_TOO_LARGE: {
    when: 'The response headers are larger than 16 KiB.',
    todo: 'Treat the page as unreadable.',
    retry: 'never',
  },
  EGRESS_BODY_TOO_LARGE: {
    when: 'The body, as sent or at any stage of inflating it, is larger than the cap.',
    todo: 'Treat the page as unreadable; nothing of the body is kept.',
    retry: 'never',
  },
  EGRESS_BODY_BROKEN: {
    when: 'The compressed body is damaged or ends early.',
    todo: 'Try later; treat the page as unreadable if it stays so.',
    retry: 'later',
  },
  EGRESS_CANCELLED: {
    when: "The caller's signal was aborted.",
    todo: 'Nothing: the caller no longer wants the answer.',
    retry: 'never',
  },
  EGRESS_CLOSED: {
    when: 'The service is stopping: the client was closed before or during the call.',
    todo: 'Give the work back, so that another replica takes it.',
    retry: 'later',
  },
};

/**
 * A rule forbids this call. `url` has no userinfo, query or fragment, so that it may be logged; `reason` never names
 * an address the host resolved to, so that it may be shown to the user who named the URL.
 */
export class EgressRefused extends Error {
  override readonly name = 'EgressRefused';
  readonly retry = 'never';
  readonly url: string;

  constructor(
    readonly code: EgressRefusalCode,
    url: string | URL,
    readonly reason: string,
    options?: { cause?: unknown },
  ) {
    super(`${code}: ${reason}`, options);
    this.url = loggableUrl(url);
  }
}

/** A permitted call that failed. `retry` says whether the same call may work later; `url` as in `EgressRefused`. */
export class EgressFailed extends Error {
  override readonly name = 'EgressFailed';
  readonly retry: EgressRetry;
  readonly url: string;

  constructor(
    readonly code: EgressFailureCode,
    url: string | URL,
    readonly reason: string,
    options?: { cause?: unknown },
  ) {
    super(`${code}: ${reason}`, options);
    this.retry = EGRESS_FAILURES[code].retry;
    this.url = loggableUrl(url);
  }
}

const LOGGABLE_LENGTH = 300;

function loggableUrl(url: string | URL): string {
  const parsed = URL.parse(String(url));
  if (parsed === null) {
    // Unparseable text may still hide a password or a query before or after anything that looks like one.
    const text = String(url).replace(/[?#].*$/s, '');
    const withoutUserinfo = text.slice(text.lastIndexOf('@') + 1);
    return withoutUserinfo.replace(/[^\x20-\x7e]/g, '?').slice(0, LOGGABLE_LENGTH);
  }
  const authority = parsed.host === '' ? '' : `//${parsed.host}`;
  const path = parsed.host === '' ? '...' : parsed.pathname;
  return `${parsed.protocol}${authority}${path}`.slice(0, LOGGABLE_LENGTH);
}
