FROM ubuntu:18.04
MAINTAINER Some One "someone@example.com"

ENV APP_HOME /opt/legacy app
ENV  LANG  en_US.UTF-8
ADD . $APP_HOME
ADD http://example.com/file.tar.gz /tmp/
RUN apt-get update && apt-get install -y \
    build-essential \

    # needed by the build
    python-dev \
	&& cd /opt && make -j$(nproc) \
    && echo "done" && true
EXPOSE 80 443 8000-8010 53/udp
LABEL description "a legacy label"
CMD [ "python", 'manage.py' ]
CMD ["python", "manage.py", "runserver", "0.0.0.0:8000"]
ENTRYPOINT /bin/sh -c "exec \"$0\" \"$@\""
HEALTHCHECK NONE
