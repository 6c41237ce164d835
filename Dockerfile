# syntax=docker/dockerfile:1
# One image for every role: docker run … --role silo|frontend. Built for the cluster; --build-arg GRAIN_RUNTIME=Embedded makes
# the single node, which then needs --database, for there is no PostgreSQL in here.
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
ARG GRAIN_RUNTIME=Orleans
# A further place to look for packages: a URL, or /source/… for a folder of the build context.
ARG NUGET_SOURCE=
ENV DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
WORKDIR /source
COPY . .
RUN dotnet publish Silo/Silo.csproj -c Release -o /app \
    -p:GrainRuntime=$GRAIN_RUNTIME ${NUGET_SOURCE:+-p:RestoreAdditionalProjectSources=$NUGET_SOURCE} \
 && install -m 0755 deploy/is-ready.sh deploy/make-secrets.sh /app/

FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /app
COPY --from=build /app .
# Owned by the user of the process, so that volumes put here are too.
RUN install -d -o "$APP_UID" -g "$APP_UID" -m 0700 /data /run/media-gateway
# Nothing is written but below /data, /tmp and /run/media-gateway: the root may be read-only.
ENV Gateway__Listen=* Gateway__Port=8080 Gateway__Data=/data Cluster__SiloAddress=* DOTNET_EnableDiagnostics=0
USER $APP_UID
EXPOSE 8080 11111 30000
HEALTHCHECK --interval=5s --timeout=3s --start-period=60s --retries=3 CMD ["/app/is-ready.sh", "8080"]
# In exec form, so that SIGTERM reaches the gateway, which then hands its grains over and ends.
ENTRYPOINT ["dotnet", "MediaGateway.Silo.dll"]
