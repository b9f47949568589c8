const ORDER =
  "(?:set|change|make|update|use|switch|adjust|put|move|turn|raise|lower|increase|decrease|" +
  "reduce|bump|drop|reset|edit|modify|choose|pick|show (?:everything|amounts|it|all) in|" +
  "display|want|need|like|prefer|let us|please|start|cap|limit|give me|have|go)";
/** Words with which people tell the coach to change something. */
export const ORDERS = new RegExp(String.raw`\b${ORDER}\b`, "u");
