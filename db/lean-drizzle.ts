import { registerHooks } from "node:module";

const DRIZZLE_MODULE = /\/node_modules\/drizzle-orm\/.*\.js$/;

/**
 * Lets drizzle be loaded as CommonJS. Call it before the first import of anything that imports drizzle.
 *
 * For each of drizzle's some 200 ES modules, Node 24 parses drizzle's package.json (180 kB) anew, which costs
 * half a second and 140 MB of memory at every start; its CommonJS loader does so once. Both builds are the
 * same code, so without this call everything works too.
 */
export function loadDrizzleLean(): void {
  registerHooks({
    resolve(specifier, context, nextResolve) {
      const found = nextResolve(specifier, context);
      if (!DRIZZLE_MODULE.test(found.url)) return found;
      return { ...found, url: found.url.replace(/\.js$/, ".cjs"), format: "commonjs" };
    },
  });
}
