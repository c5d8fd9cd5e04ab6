/** What happened on the wire, before anyone asks what it means for the service. */
export type Exchange =
	/** The service answered, with whatever status and whatever body: JSON already parsed, else text. */
	| { kind: 'answered'; status: number; headers: Record<string, unknown>; body: unknown }
	/**
	 * The request provably did not reach the service: no connection, no such host. Or it never will,
	 * because of a setting: an address that must not be used, a certificate that is not trusted.
	 */
	| { kind: 'unreachable'; reason: string; forGood?: boolean }
	/** The connection broke or the time ran out: the service may have read everything. */
	| { kind: 'unanswered'; reason: string }
	/** The user stopped the workflow, before the request was begun or while it was under way. */
	| { kind: 'cancelled'; begun: boolean };
