/** Dialogs that make columns out of others: links, lookups, totals and formulas. */
