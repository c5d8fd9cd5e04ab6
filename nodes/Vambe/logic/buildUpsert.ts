import { get, omitBy } from 'lodash';
import type { ContactUpsert } from '../schemas/contactUpsert';
import { contactUpsertSchema } from '../schemas/contactUpsert';
import { asText } from './asText';
import type { FieldFault } from './invalidFields';

type Entry = [name: string, value: unknown];

/** The form of Create or Update for one input item, expressions resolved. */
export interface UpsertForm {
	channelType: unknown;
	/** The number or the ID of the channel. */
	channelPhone: unknown;
	contactPhone: unknown;
	channelId: unknown;
	externalUserId: unknown;
	name: unknown;
	email: unknown;
	stageId: unknown;
	agentId: unknown;
	metadata: Entry[];
	customFields: Entry[];
}

/** How the form names what the API names otherwise. */
const LABELS: Record<string, string> = {
	channel: 'Channel Type',
	channel_phone_number: 'Channel',
	contact_phone_number: 'Contact Phone',
	channel_id: 'Channel ID',
	external_user_id: 'External User ID',
	contact_name: 'Name',
	contact_email: 'Email',
	stageId: 'Stage',
	agentId: 'Agent',
	meta_data: 'Metadata',
	custom_field_values: 'Custom Fields',
};

/**
 * The contact that a form describes, as Vambe takes it. What is empty is not sent, and of the
 * identifiers only those that belong to the type of channel.
 *
 * @returns the contact, checked and ready to send; otherwise everything that is wrong with it
 */
export function buildUpsert(
	form: UpsertForm,
): { contact: ContactUpsert } | { faults: FieldFault[] } {
	const channel = asText(form.channelType);
	const identifiers =
		channel === 'webchat'
			? { channel_id: asText(form.channelId), external_user_id: asText(form.externalUserId) }
			: {
					channel_phone_number: asText(form.channelPhone),
					contact_phone_number: asText(form.contactPhone),
				};
	const metadata = form.metadata.filter(isFilled);
	const customFields = form.customFields.filter(isFilled);
	const contact = omitBy(
		{
			channel,
			...identifiers,
			contact_name: asText(form.name),
			contact_email: asText(form.email),
			stageId: asText(form.stageId),
			agentId: asText(form.agentId),
			meta_data: metadata.length > 0 ? Object.fromEntries(metadata) : undefined,
			custom_field_values:
				customFields.length > 0 ? customFields.map(([key, value]) => ({ key, value })) : undefined,
		},
		(value) => value === undefined,
	);
	const faults = [
		...check(contact),
		...repeated(metadata, LABELS.meta_data),
		...repeated(customFields, LABELS.custom_field_values),
	];
	return faults.length > 0 ? { faults } : { contact: contact as ContactUpsert };
}

/** An expression that finds nothing leaves alone what Vambe has. */
const isFilled = ([, value]: Entry): boolean => asText(value) !== undefined;

function check(contact: object): FieldFault[] {
	const checked = contactUpsertSchema(get(contact, 'channel')).safeParse(contact);
	if (checked.success) return [];
	return checked.error.issues.map(({ path, message }) => {
		const isMissing = get(contact, path) === undefined;
		return { ...fieldOf(path, contact), message: isMissing ? 'is empty' : message };
	});
}

/** Which field of the form a place in the contact was filled from. */
function fieldOf([top, name]: PropertyKey[], contact: object): Omit<FieldFault, 'message'> {
	const label = LABELS[String(top)];
	if (name === undefined) return { label };
	return { label, entry: String(top === 'meta_data' ? name : get(contact, [top, name, 'key'])) };
}

function repeated(entries: Entry[], label: string): FieldFault[] {
	const names = entries.map(([name]) => name);
	return names
		.filter((name, index) => names.indexOf(name) !== index)
		.map((name) => ({ label, entry: name, message: 'comes more than once' }));
}
