import { pick } from 'lodash';
import type { FailedItem } from '../../../shared/logic/itemResult';

/** How many failures are told one by one. From more items n8n itself becomes slow. */
export const MAX_NAMED = 10_000;

/**
 * The failures of a run: the first ones each by itself, all further ones as one of each kind. That a
 * file was not read on is always told by itself.
 */
export class FailureList {
	private readonly named: FailedItem[] = [];
	private readonly others = new Map<string, FailedItem & { count: number }>();

	add(failed: FailedItem): void {
		if (this.named.length < MAX_NAMED || failed.count === 0) {
			this.named.push(failed);
			return;
		}
		const { outcome, code } = failed.failure;
		const kind = JSON.stringify([failed.itemIndex, outcome, code]);
		const { count = 1 } = failed;
		const first = this.others.get(kind);
		if (first) first.count += count;
		else this.others.set(kind, { ...failed, count });
	}

	items(): FailedItem[] {
		const others = Array.from(this.others.values(), (first): FailedItem => {
			const { failure, count } = first;
			const known = pick(failure, ['outcome', 'code', 'description', 'cause', 'status']);
			const records = `${count.toLocaleString('en-US')} more ${count === 1 ? 'record' : 'records'}`;
			const message = `${records} failed with this code, the first of them: ${failure.message}`;
			return { ...first, failure: { ...known, message } };
		});
		return [...this.named, ...others];
	}
}
