/**
 * Make an element: `make("button", {class: "button", onclick: go}, icon("plus"), "New")`.
 * Functions become listeners, true becomes an empty attribute, null and false are left out.
 * @param {string} tag @param {Record<string, unknown>} [attributes] @param {...(Node|string|null)} children
 * @returns {HTMLElement}
 */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name.replace(/^on/, ""), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}
