// Writes the style rules that plotly.js would add to a page by script.
//
//     node scripts/write_plotly_css.mjs BUNDLE.js RULES.css
//
// Under our Content-Security-Policy a page accepts style rules from files only. plotly.js leaves its rules to the page
// when it finds an element with the id "plotly.js-style-global" and the class "no-inline-styles" (addRelatedStyleRule
// in its src/lib/dom.js), so base.html announces the written file with such a <link>. The bundle carries the rules as
// program text only: it is loaded here with a stand-in for the page that notes each rule it is given.

import { readFileSync, writeFileSync } from "node:fs";
import vm from "node:vm";

/** Returns the rules, in the order in which they count, that the program text adds to its page while it loads. */
function collectRules(program) {
  const rules = [];
  class Stub {
    setAttribute() {}
    appendChild() {}
    setProperty() {}
  }
  const element = Object.assign(new Stub(), {
    style: new Stub(),
    sheet: { insertRule: (rule, index) => rules.splice(index, 0, rule) },
  });
  const page = {
    document: {
      documentElement: element,
      head: element,
      createElement: () => element,
      createTextNode: () => element,
      getElementById: () => null,
    },
    navigator: { userAgent: "" },
    CSSStyleDeclaration: Stub,
    DOMParser: Stub,
    Element: Stub,
    clearTimeout,
    setTimeout,
  };
  vm.runInNewContext(program, { ...page, window: page, self: page });
  return rules;
}

const [bundle, target] = process.argv.slice(2);
const rules = collectRules(readFileSync(bundle, "utf8"));
if (rules.length === 0) {
  console.error(`${bundle}: スタイル規則が見つかりません。plotly.js の版を package.json で確かめてください。`);
  process.exit(1);
}
writeFileSync(target, `${rules.join("\n")}\n`);
