import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { initWasm, Resvg } from "@resvg/resvg-wasm";
import { BarChart, LineChart, ScatterChart } from "echarts/charts";
import { GraphicComponent, GridComponent, MarkAreaComponent, TitleComponent } from "echarts/components";
import * as echarts from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import type { Chart } from "../../bot/pictures/chart.ts";
import { drawingOf } from "./drawing.ts";
import { readFont } from "./font.ts";
import { COLORS, FAMILY, WIDTH } from "./theme.ts";
import { createWords, drawable } from "./words.ts";

export type Drawer = {
  /** A chart as ECharts draws it; ids in it differ from one drawing to the next. */
  svg(chart: Chart): string;
  /** The same chart gives the same bytes. */
  png(chart: Chart): Uint8Array;
};

/** Makes what draws charts: loads ECharts, the rasteriser and the fonts, which takes most of a second. Once per thread. */
export async function createDrawer(): Promise<Drawer> {
  const require = createRequire(import.meta.url);
  const load = async (path: string) => new Uint8Array(await readFile(path));
  const [regular, bold, wasm] = await Promise.all([
    load(require.resolve("@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf")),
    load(require.resolve("@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf")),
    load(require.resolve("@resvg/resvg-wasm/index_bg.wasm")),
  ]);
  await initWasm(wasm);
  const fonts = { 400: readFont(regular), 600: readFont(bold) };
  const words = createWords(fonts);
  echarts.use([
    LineChart,
    BarChart,
    ScatterChart,
    TitleComponent,
    GridComponent,
    GraphicComponent,
    MarkAreaComponent,
    SVGRenderer,
  ]);

  function svg(chart: Chart): string {
    const { height, option } = drawingOf(drawable(chart, fonts[400]), words);
    const drawn = echarts.init(null, null, { renderer: "svg", ssr: true, width: WIDTH, height });
    try {
      drawn.setOption({
        animation: false,
        backgroundColor: COLORS.paper,
        textStyle: { fontFamily: FAMILY, color: COLORS.ink },
        ...option,
      });
      return drawn.renderToSVGString();
    } finally {
      drawn.dispose();
    }
  }

  return {
    svg,
    png(chart) {
      const options = { font: { fontBuffers: [regular, bold], defaultFontFamily: FAMILY } };
      const resvg = new Resvg(svg(chart), options);
      try {
        const image = resvg.render();
        // Without it the pixels stay until a collection that never comes, as nothing feels their weight.
        try {
          return image.asPng();
        } finally {
          image.free();
        }
      } finally {
        resvg.free();
      }
    },
  };
}
