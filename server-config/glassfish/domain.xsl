<?xml version="1.0" encoding="UTF-8"?>
<!--
  What Parley asks of GlassFish, laid over the domain.xml of a stock domain; the installation stays as it is:
    xsltproc -o domain.xml domain.xsl .../glassfish/domains/domain1/config/domain.xml
  It listens on loopback unless it is given another host ("0.0.0.0" is every address). All that is not HTTP listens nowhere.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:output encoding="UTF-8"/>
  <xsl:param name="host" select="'127.0.0.1'"/>
  <xsl:param name="port" select="3001"/>
  <!-- Where GlassFish itself ends TLS, if no proxy does; 0 is nowhere. -->
  <xsl:param name="tls-port" select="0"/>
  <!-- For asadmin, on loopback. -->
  <xsl:param name="management-port" select="4848"/>

  <xsl:template match="@*|node()">
    <xsl:copy><xsl:apply-templates select="@*|node()"/></xsl:copy>
  </xsl:template>

  <xsl:template match="config[@name='server-config']//network-listener">
    <xsl:copy>
      <xsl:apply-templates select="@*"/>
      <xsl:choose>
        <xsl:when test="@name='http-listener-1'">
          <xsl:attribute name="address"><xsl:value-of select="$host"/></xsl:attribute>
          <xsl:attribute name="port"><xsl:value-of select="$port"/></xsl:attribute>
        </xsl:when>
        <xsl:when test="@name='http-listener-2'">
          <xsl:attribute name="address"><xsl:value-of select="$host"/></xsl:attribute>
          <xsl:attribute name="port"><xsl:value-of select="$tls-port"/></xsl:attribute>
          <xsl:attribute name="enabled"><xsl:value-of select="$tls-port != 0"/></xsl:attribute>
        </xsl:when>
        <xsl:when test="@name='admin-listener'">
          <xsl:attribute name="address">127.0.0.1</xsl:attribute>
          <xsl:attribute name="port"><xsl:value-of select="$management-port"/></xsl:attribute>
        </xsl:when>
      </xsl:choose>
    </xsl:copy>
  </xsl:template>

  <!-- As on the other servers: no HTTP/2, over which WebSockets would not go anyway. -->
  <xsl:template match="config[@name='server-config']//protocol[@name='http-listener-2']/http">
    <xsl:copy>
      <xsl:apply-templates select="@*"/>
      <xsl:attribute name="http2-enabled">false</xsl:attribute>
      <xsl:apply-templates select="node()"/>
    </xsl:copy>
  </xsl:template>

  <!-- Bytes of Grizzly's queue for a connection, a quarter of them: a client that does not read is found before megabytes have gone into it. -->
  <xsl:template match="config[@name='server-config']//transport[@name='tcp']">
    <xsl:copy>
      <xsl:apply-templates select="@*"/>
      <xsl:attribute name="socket-write-buffer-size">65536</xsl:attribute>
    </xsl:copy>
  </xsl:template>

  <!--
    GlassFish 8.0.0-M12 has left a jar of Helidon out of its bundle for MicroProfile Config (M9 and M11 had the like:
    eclipse-ee4j/glassfish#25298, #25583), so that no application with MicroProfile Config is deployed. Nothing of these packages is used: it is enough
    that somebody has them. The first two are what osgi.properties says.
  -->
  <xsl:template match="config[@name='server-config']/java-config">
    <xsl:copy>
      <xsl:apply-templates select="@*|node()"/>
      <jvm-options>-Dorg.osgi.framework.system.packages.extra=org.glassfish.embeddable;org.glassfish.embeddable.spi;version=8.0.0,io.helidon,io.helidon.spi</jvm-options>
    </xsl:copy>
  </xsl:template>

  <!-- CORBA, JMX, a broker for JMS (a remote one does not listen here), and a shell for OSGi by telnet: nothing of it is Parley's. -->
  <xsl:template match="config[@name='server-config']/jms-service/@type">
    <xsl:attribute name="type">REMOTE</xsl:attribute>
  </xsl:template>
  <xsl:template match="config[@name='server-config']//iiop-listener"/>
  <xsl:template match="config[@name='server-config']//jmx-connector/@name">
    <xsl:copy/>
    <xsl:attribute name="enabled">false</xsl:attribute>
  </xsl:template>
  <xsl:template match="config[@name='server-config']//jvm-options/text()[contains(., ',org.apache.felix.shell.remote')]">
    <xsl:value-of select="concat(substring-before(., ',org.apache.felix.shell.remote'), substring-after(., ',org.apache.felix.shell.remote'))"/>
  </xsl:template>
</xsl:stylesheet>
