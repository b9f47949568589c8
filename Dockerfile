# The coach for an operator. There is no build step: Node runs the TypeScript as it is.
FROM node:24-slim
ENV NODE_ENV=production DATA_FOLDER=/data HTTP_PORT=8080 HTTP_HOST=0.0.0.0
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev && npm cache clean --force
COPY bot ./bot
COPY coaching ./coaching
COPY db ./db
COPY prompts ./prompts
COPY src ./src
RUN mkdir /data && chown node:node /data && chmod 700 /data
USER node
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.HTTP_PORT}/readyz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "src/main.ts"]
