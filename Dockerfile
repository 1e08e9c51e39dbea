# syntax=docker/dockerfile:1

# The Go version is the one of go.mod; a test compares the two.
FROM golang:1.26.8-bookworm AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN CGO_ENABLED=0 go build -trimpath -ldflags='-s -w' -o /out/clew ./cmd/clew \
 && mkdir -p /out/data

# No shell, no package manager; certificates for neo4j+s:// and the time zones.
FROM gcr.io/distroless/static-debian12:nonroot
COPY --from=build /out/clew /usr/local/bin/clew
COPY --from=build --chown=nonroot:nonroot /out/data /data
COPY --from=build /src/LICENSE /src/NOTICE /licenses/

# The embedded graph lives in the volume unless CLEW_STORE names a Neo4j.
ENV CLEW_STORE=/data
VOLUME /data
USER nonroot:nonroot

# 7480 page and API, 7687 Bolt of the embedded graph. Both listen beyond the
# container, which clew refuses without CLEW_PASSWORD. First articles, then
# the explorer:
#
#   docker run --rm -v clew:/data -v "$PWD/seeds:/articles:ro" clew load /articles
#   docker run -e CLEW_PASSWORD -v clew:/data -p 127.0.0.1:7480:7480 clew
EXPOSE 7480 7687
ENTRYPOINT ["clew"]
CMD ["serve", "--no-open", "--listen", "0.0.0.0:7480", "--bolt", "0.0.0.0:7687"]
