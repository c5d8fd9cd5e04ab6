/** What an error answer says besides its status and message; each service takes what it knows. */
interface Facts {
	/** Machine-readable. */
	code?: string;
	details?: unknown;
	/** Naming records. */
	errors?: unknown;
	/** Seconds. */
	retryAfter?: number;
}

/** The request is answered with an error, in the words of the service that refuses it. */
export class Refusal extends Error {
	constructor(
		readonly statusCode: number,
		message: string,
		readonly facts: Facts = {},
	) {
		super(message);
	}
}
