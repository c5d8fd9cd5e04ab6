import { z } from 'zod';
import { faultOfJson } from '../logic/faultOfJson';
import { uuidSchema } from './event';

/*
 * A contact as `POST /api/public/customer/upsert/info` takes it. Which fields are needed on which
 * channel, the published document says only in words: here, each kind of channel has a schema.
 *
 * zod is the host's: 3 today, 4 some day. Only what both share is used, and each check brings its own
 * message. Messages are predicates: they stand behind the field's name.
 */

const text = z.string({ message: 'is not text' }).superRefine((value, context) => {
	const message = value === '' ? 'is empty' : faultOfJson(value);
	if (message) context.addIssue({ code: 'custom', message });
});

/** Not `z.record`: that of zod 4 passes over a field named `__proto__`. */
const metadata = z
	.custom<Record<string, unknown>>(
		(value) => typeof value === 'object' && value !== null && !Array.isArray(value),
		{ message: 'is not an object' },
	)
	.superRefine((values, context) => {
		for (const [name, value] of Object.entries(values)) {
			const message = faultOfJson(name) ?? faultOfJson(value);
			if (message) context.addIssue({ code: 'custom', path: [name], message });
		}
	});

const customField = z.object(
	{
		key: text,
		value: z.unknown().superRefine((value, context) => {
			const message = faultOfJson(value);
			if (message) context.addIssue({ code: 'custom', message });
		}),
	},
	{ message: 'is not an object' },
);

const whatIsKnown = {
	contact_name: text.optional(),
	contact_email: text.optional(),
	stageId: uuidSchema.optional(),
	agentId: uuidSchema.optional(),
	meta_data: metadata.optional(),
	custom_field_values: z.array(customField, { message: 'is not a list' }).optional(),
};

const onWhatsapp = z.object(
	{
		channel: z.enum(['whatsapp', 'web-whatsapp'], {
			message: 'is not one of whatsapp, web-whatsapp and webchat',
		}),
		/** The number or the ID of the channel. */
		channel_phone_number: text,
		contact_phone_number: text,
		...whatIsKnown,
	},
	{ message: 'is not an object' },
);

const onWebchat = z.object({
	channel: z.literal('webchat'),
	channel_id: uuidSchema,
	external_user_id: text,
	...whatIsKnown,
});

export type ContactUpsert = z.infer<typeof onWhatsapp> | z.infer<typeof onWebchat>;

/** What a contact on this channel has to be. A channel that there is not is refused by it. */
export const contactUpsertSchema = (channel: unknown): z.ZodType<ContactUpsert> =>
	channel === 'webchat' ? onWebchat : onWhatsapp;

/**
 * The answer to an upsert. Its shape is not documented: the contact's ID comes under one of these
 * names, as programs that use it show.
 */
export const upsertedSchema = z.union([
	z.object({ id: z.string().min(1) }),
	z.object({ aiContactId: z.string().min(1) }),
	z.object({ ai_contact_id: z.string().min(1) }),
]);
