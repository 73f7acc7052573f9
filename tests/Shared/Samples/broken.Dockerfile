# escape=x
# escape=`
FORM alpine
COPY --form=build /a /b
RUN --mount
FROM a b
FROM alpine AS 1st
ENV PATH
ENV a=1 b
LABEL =x
ARG
CMD ["echo", 1]
SHELL bash -c
ONBUILD ONBUILD RUN true
ONBUILD FROM x
HEALTHCHECK SOMETHING
COPY only
COPY a <<X
content
X
VOLUME [""]
RUN <<EOF
never closed
USER root
WORKDIR ${unclosed
EXPOSE ${a:=b} ${} $
RUN echo `
