import { z } from 'zod';

/*
 * What can go wrong with a request, as data.
 *
 * `commit` says what became of the request besides: with 'before' the service did what it was asked
 * and then the fault struck; with 'never' nothing of the request is kept, and it does not count
 * towards the rate limit. What goes over the wire looks the same in both cases.
 */
const commit = z.enum(['before', 'never']);

/** Milliseconds between one byte and the next. */
const msPerByte = z
	.number()
	.min(0)
	.max(2 ** 31 - 1);

const headerValue = z.string().regex(/^[ -~]*$/, 'must be one line of ASCII');

/** An error answer. */
const refuse = z.strictObject({
	kind: z.literal('refuse'),
	status: z.number().int().min(400).max(599),
	/** 'never' unless given. What a 409 or a 5xx leaves behind, the caller cannot see. */
	commit: commit.optional(),
	/** 'json', in the words of the service, unless given. */
	as: z.enum(['json', 'html', 'empty']).optional(),
	/** Goes into the JSON body: seconds, as a number or as text, or nonsense. */
	retryAfter: z.union([z.number(), z.string(), z.null()]).optional(),
	/** The Retry-After header: seconds, an HTTP date, or nonsense. */
	retryAfterHeader: headerValue.optional(),
	/** Goes into the JSON body, naming records. */
	errors: z.array(z.unknown()).optional(),
	/** Goes into the JSON body. */
	details: z.unknown(),
});

/** Somebody else is said to be responsible. Nothing is committed. */
const redirect = z.strictObject({
	kind: z.literal('redirect'),
	status: z.union([z.literal(301), z.literal(302), z.literal(307), z.literal(308)]),
	to: headerValue,
});

/** A TCP reset as soon as the head of the request is there, its body unread. Nothing is committed. */
const resetUpload = z.strictObject({ kind: z.literal('resetUpload') });

/** A TCP reset, after the whole request or inside the head or the body of the answer. */
const reset = z.strictObject({
	kind: z.literal('reset'),
	at: z.enum(['request', 'head', 'body']),
	commit,
});

/** An orderly end of the connection (FIN), after the whole request or inside the answer's head. */
const close = z.strictObject({
	kind: z.literal('close'),
	at: z.enum(['request', 'head']),
	commit,
});

/**
 * An orderly end of the connection half-way through the answer's body. By its framing the body is
 * known to be cut, except 'untilClose': there the end of the connection is the end of the body.
 */
const cut = z.strictObject({
	kind: z.literal('cut'),
	framing: z.enum(['length', 'chunked', 'untilClose']),
	commit,
});

/** Nothing more comes, after the whole request or inside the answer, until the caller gives up. */
const hang = z.strictObject({
	kind: z.literal('hang'),
	at: z.enum(['request', 'head', 'body']),
	commit,
});

/** The answer comes a byte at a time from its head or its body on, and never ends. */
const drip = z.strictObject({
	kind: z.literal('drip'),
	at: z.enum(['head', 'body']),
	msPerByte,
	commit,
});

/** The body of the answer comes a byte at a time, to its end. The request is committed. */
const slow = z.strictObject({ kind: z.literal('slow'), msPerByte });

/** What comes instead of an answer is not HTTP. */
const noHttp = z.strictObject({ kind: z.literal('noHttp'), commit });

/** An answer with another body than the promised one. */
const wrongBody = z.strictObject({
	kind: z.literal('wrongBody'),
	body: z.enum([
		'text',
		'html',
		'empty',
		'null',
		'emptyObject',
		/** The promised fields, with nothing in them. */
		'nulls',
		'otherShape',
		'halfJson',
	]),
	/** That of the answer unless given. */
	status: z.number().int().min(200).max(299).optional(),
	commit,
});

/**
 * A good status, and a body that says no by one of its fields. Nothing is committed: a no about
 * something that is kept could not be told from the truth.
 */
const deny = z.strictObject({
	kind: z.literal('deny'),
	by: z.enum(['success', 'ok', 'status', 'error']),
});

/** An answer packed with gzip whose checksum is wrong. */
const badGzip = z.strictObject({ kind: z.literal('badGzip'), commit });

/**
 * A 202 to a batch that says what is not so. The batch is committed: a lie about one that was not
 * could not be told from the truth. Evermuse's ingest only; elsewhere nothing happens.
 */
const lie = z.strictObject({
	kind: z.literal('lie'),
	what: z.enum([
		/** One accepted record less than there is. */
		'oneTooFew',
		/** One accepted record more than there is. */
		'oneTooMany',
		/** An accepted record is counted as rejected, and named by the index after the last. */
		'indexBeyondTheEnd',
		/** An accepted record is counted as rejected, and named by the index -1. */
		'indexNegative',
		/** An accepted record is counted as rejected, and one that was is named twice. */
		'indexRepeated',
		/** Nothing is counted as rejected, and the first record is named all the same. */
		'errorsWithoutRejection',
		/** Only the first half of the errors that belong into the answer. */
		'fewerNamed',
	]),
});

/**
 * A batch is refused as a whole, with a 400, because of records whose `_vendor_ids` hold a value
 * that begins with `poison`; one without such records is committed. Evermuse's ingest only.
 */
const poison = z.strictObject({
	kind: z.literal('poison'),
	/** Where the first 20 of these records are named. */
	named: z.enum(['errors', 'details', 'nowhere']),
});

/** From this request on nobody knows its key: 401 for this and all further ones that bear it. */
const revoke = z.strictObject({ kind: z.literal('revoke') });

/**
 * A 409, for this request and the next ones with the same Idempotency-Key, so many in all; without
 * such a key for this one alone. Nothing is committed.
 */
const inFlight409 = z.strictObject({
	kind: z.literal('inFlight409'),
	requests: z.number().int().min(1),
});

export const faultSchema = z.discriminatedUnion('kind', [
	refuse,
	redirect,
	resetUpload,
	reset,
	close,
	cut,
	hang,
	drip,
	slow,
	noHttp,
	wrongBody,
	deny,
	badGzip,
	lie,
	poison,
	revoke,
	inFlight409,
]);

export type Fault = z.infer<typeof faultSchema>;
export type FaultOf<Kind extends Fault['kind']> = Extract<Fault, { kind: Kind }>;
