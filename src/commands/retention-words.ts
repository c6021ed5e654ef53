import type { InventoryRow } from '../audit/inventory.js';
import type { Configuration } from '../config/config.js';
import type { RetentionKind } from '../policy/retention.js';
import type { RegisterName } from '../registers/registers.js';

/** How long what a place holds is kept, by the configuration. */
export function retentionOf(
  { kind, name }: Pick<InventoryRow, 'kind' | 'name'>,
  { registers, trace, retention }: Configuration,
): string {
  const kept = (what: RetentionKind) => `${what} = "${retention[what]}"`;
  switch (kind) {
    case 'register':
      return `history = "${registers[name as RegisterName].history}", ${kept('editions')}`;
    case 'own-list':
    case 'parties':
      return 'objections do not end';
    case 'consents':
      return `${kept('consents')} once over; the number stays`;
    case 'unresolved':
      return `${kept('unread')} once settled`;
    case 'holds':
      return 'once released they go with erase';
    case 'run-traces':
      return `trace = ${String(trace)}, ${kept('runs')}`;
    case 'journal':
      return 'begins anew after erase and purge';
    case 'access-log':
      return 'not set';
  }
}
