import { z } from 'zod';

/*
 * An event as Vambe takes it, from the published document of `POST /api/v1/events`. The patterns are
 * Vambe's own, letter for letter.
 *
 * zod is the host's: 3 today, 4 some day. Only what both share is used, and each check brings its own
 * message, because theirs differ. Messages are predicates: they stand behind the field's name.
 */

/** The longest text that a property takes, in characters. */
export const MAX_PROPERTY_CHARACTERS = 1_024;

const UTC_TIME =
	/^(?:(?:\d\d[2468][048]|\d\d[13579][26]|\d\d0[48]|[02468][048]00|[13579][26]00)-02-29|\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|(?:02)-(?:0[1-9]|1\d|2[0-8])))T(?:(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?(?:Z))$/;

const UUID =
	/^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[1-8][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}|00000000-0000-0000-0000-000000000000|ffffffff-ffff-ffff-ffff-ffffffffffff)$/;

const EMAIL =
	/^(?!\.)(?!.*\.\.)([A-Za-z0-9_'+\-.]*)[A-Za-z0-9_+-]@([A-Za-z0-9][A-Za-z0-9-]*\.)+[A-Za-z]{2,}$/;

/** Half of a character that takes two UTF-16 units, without the other half. */
const LONE_SURROGATE = /\p{Surrogate}/u;

/*
 * JSON Schema counts characters, not the UTF-16 units that `length` counts. Counting takes time, and
 * is needed only where the number of units leaves it open: a character has one unit or two.
 */

const countCharacters = (text: string) => Array.from(text).length;

export const isLongerThan = (max: number, text: string) =>
	text.length > max && countCharacters(text) > max;

const isShorterThan = (min: number, text: string) =>
	text.length < 2 * min && countCharacters(text) < min;

const counted = (count: number) => `${count.toLocaleString('en-US')} characters`;

/** What is wrong with a text of its own, if anything. */
function faultOfText(text: string, min: number, max: number): string | undefined {
	if (LONE_SURROGATE.test(text)) {
		return 'holds half a character, which cannot be sent: it was cut in the middle of an emoji';
	}
	if (text === '' && min > 0) return 'is empty';
	if (isShorterThan(min, text)) return `has fewer than ${counted(min)}: give ${min} to ${max}`;
	if (isLongerThan(max, text)) return `has more than ${counted(max)}: shorten it`;
	return undefined;
}

const text = (min: number, max: number) =>
	z.string({ message: 'is not text' }).superRefine((value, context) => {
		const message = faultOfText(value, min, max);
		if (message) context.addIssue({ code: 'custom', message });
	});

const fields = <Shape extends z.ZodRawShape>(shape: Shape) =>
	z.object(shape, { message: 'is not an object' });

export const uuidSchema = z
	.string({ message: 'is not text' })
	.regex(UUID, { message: 'is not a UUID such as 9d1c0a7e-3e9f-4a2c-8f1b-1f2b1a3c4d5e' });

export type PropertyValue = string | number | boolean | null;

/** What is wrong with a property's value, if anything. */
function faultOfProperty(value: unknown): string | undefined {
	if (typeof value === 'string') return faultOfText(value, 0, MAX_PROPERTY_CHARACTERS);
	const isTaken = value === null || typeof value === 'number' || typeof value === 'boolean';
	return isTaken ? undefined : 'is neither text nor a number, true, false or null';
}

/** Not `z.record`: that of zod 4 passes over a property named `__proto__`. */
const properties = z
	.custom<Record<string, PropertyValue>>(
		(value) => typeof value === 'object' && value !== null && !Array.isArray(value),
		{ message: 'is not an object' },
	)
	.superRefine((values, context) => {
		for (const [name, value] of Object.entries(values)) {
			const message = LONE_SURROGATE.test(name)
				? 'has half a character in its name'
				: faultOfProperty(value);
			if (message) context.addIssue({ code: 'custom', path: [name], message });
		}
	});

export const eventSchema = fields({
	event: text(1, 100),
	occurredAt: z
		.string({ message: 'is not text' })
		.regex(UTC_TIME, { message: 'is not a UTC time such as 2026-04-21T14:30:00Z' })
		.optional(),
	properties,
	contact: fields({
		aiContactId: uuidSchema.optional(),
		phone: text(5, 32).optional(),
		name: text(1, 200).optional(),
		email: z
			.string({ message: 'is not text' })
			.regex(EMAIL, { message: 'is not an email address such as jane@example.com' })
			.optional(),
	}).refine(({ aiContactId, phone }) => aiContactId !== undefined || phone !== undefined, {
		message: 'is empty: give a phone number or choose a contact',
	}),
	channel: fields({
		channelId: text(1, 64).optional(),
		channelPhone: text(5, 32).optional(),
	}).refine(
		({ channelId, channelPhone }) => channelId !== undefined || channelPhone !== undefined,
		{ message: 'is empty: choose a channel or give its phone number' },
	),
});

export type VambeEvent = z.infer<typeof eventSchema>;
