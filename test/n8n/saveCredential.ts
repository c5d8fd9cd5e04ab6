import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { call } from './call';

/** As a node names its credential. */
export interface SavedCredential {
	id: string;
	name: string;
}

export async function saveCredential(
	type: string,
	data: ICredentialDataDecryptedObject,
): Promise<SavedCredential> {
	const { id, name } = await call<SavedCredential>('POST', 'credentials', {
		name: type,
		type,
		data,
	});
	return { id, name };
}
