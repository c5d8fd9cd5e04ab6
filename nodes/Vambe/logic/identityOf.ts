import type { ContactUpsert } from '../schemas/contactUpsert';

/**
 * What Vambe finds a contact by, the same however a phone number is written: by its digits.
 *
 * @returns text that two upserts share if they may be about the same contact
 */
export const identityOf = (contact: ContactUpsert): string =>
	contact.channel === 'webchat'
		? `visitor ${contact.external_user_id}`
		: `phone ${contact.contact_phone_number.replace(/\D/g, '')}`;
