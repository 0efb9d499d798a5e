/** Cells that are worked out: they look as the kind of value they show, and nobody types there. */

const made = new WeakMap();

/**
 * @param {import("./index.js").CellType} type of what is shown
 * @param {{shows: {options: object}}} column
 * @returns {import("./index.js").CellType}
 */
export function worked(type, column) {
  if (!made.has(column)) made.set(column, dressed(type, column.shows.options));
  return made.get(column);
}

function dressed(type, options) {
  const look = {
    show: (value) => type.show(value, options),
    text: (value) => type.text(value, options),
    guess: () => null,
    typed: false,
    fixed: true,
  };
  if (type.wide) look.wide = (value) => type.wide(value, options);
  if (type.paint) look.paint = (cell, value) => type.paint(cell, value, options);
  return look;
}
