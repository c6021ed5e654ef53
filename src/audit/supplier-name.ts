import { foldName } from '../core/fold-name.js';
import { nearest } from '../core/nearest.js';
import { openForReading } from '../store/database.js';
import { suppliersNamed } from '../store/suppliers-named.js';

/** A supplier's name as it will be recorded. */
export interface SupplierName {
  /** In the spelling in which it was recorded first. */
  readonly name: string;
  /** A name like it that was recorded, when this one never was; empty without. */
  readonly near: string;
}

/**
 * Holds a supplier's name against those of earlier runs: capitals and blanks make no second supplier.
 * Suppliers are not declared, since a list must not have to wait for a configuration; a name that is new
 * and like another is a slip more often than not, and is said, not refused.
 */
export function supplierName(database: string, typed: string): SupplierName {
  const store = openForReading(database);
  try {
    const known = store === undefined ? [] : suppliersNamed(store);
    const same = known.find((name) => foldName(name) === foldName(typed));
    if (same !== undefined) return { name: same, near: '' };
    return { name: typed, near: nearest(typed, known) ?? '' };
  } finally {
    store?.close();
  }
}
