#!/usr/bin/env perl
# Makes the small databases of the tests: invented places for the documentation ranges of RFC 5737 and RFC 3849.
# Needs MaxMind::DB::Writer (Debian: libmaxmind-db-writer-perl); run in this folder. The files are committed, since the
# build has no Perl.
use strict;
use warnings;
use MaxMind::DB::Writer::Tree;

my %types = (
    accuracy_radius => 'uint16', autonomous_system_number => 'uint32', autonomous_system_organization => 'utf8_string',
    city => 'map', country => 'map', en => 'utf8_string', geoname_id => 'uint32', is_anonymous => 'boolean',
    is_anonymous_vpn => 'boolean', is_anycast => 'boolean', is_hosting_provider => 'boolean',
    is_public_proxy => 'boolean', is_residential_proxy => 'boolean', is_tor_exit_node => 'boolean',
    iso_code => 'utf8_string', latitude => 'double', location => 'map', longitude => 'double', names => 'map',
    traits => 'map',
);

sub write_database {
    my ($file, $type, @entries) = @_;
    my $tree = MaxMind::DB::Writer::Tree->new(
        ip_version => 6, record_size => 24, database_type => $type, languages => ['en'],
        description => { en => 'Invented, for the tests of AuditSphere Streams' },
        remove_reserved_networks => 0, map_key_type_callback => sub { $types{ $_[0] } },
    );
    while (my ($network, $data) = splice(@entries, 0, 2)) {
        $tree->insert_network($network, $data);
    }
    open my $out, '>:raw', $file or die "$file: $!";
    $tree->write_tree($out);
    close $out;
}

sub at { return { latitude => $_[0], longitude => $_[1], accuracy_radius => $_[2] } }
sub country { return { iso_code => $_[0], names => { en => $_[1] } } }
sub city { return { names => { en => $_[0] } } }

my @city = (
    '198.51.100.128/25' => { country => country('PT', 'Portugal'), city => city('Lisbon'), location => at(38.72, -9.14, 10) },
    '192.0.2.0/24' => { country => country('IS', 'Iceland'), city => city('Reykjavik'), location => at(64.15, -21.94, 50) },
    '203.0.113.0/26' => { country => country('JP', 'Japan'), location => at(35.69, 139.69, 500) },
    '203.0.113.64/26' => { traits => { is_anycast => 1 } },
    '203.0.113.128/26' => { location => at(47, 8, 100) },
    '2001:db8:1::/48' => { country => country('CA', 'Canada'), city => city('Toronto'), location => at(43.65, -79.38, 5) },
    '2001:db8:2::/48' => { country => country('US', 'United States'), traits => { is_anycast => 1 } },
);
write_database('city.mmdb', 'GeoLite2-City', @city,
    '198.51.100.0/25' => { country => country('AT', 'Austria'), city => city('Vienna'), location => at(48.21, 16.37, 20) });
write_database('city-corrected.mmdb', 'GeoLite2-City', @city,
    '198.51.100.0/25' => { country => country('AT', 'Austria'), city => city('Graz'), location => at(47.07, 15.44, 20) });
write_database('country.mmdb', 'GeoLite2-Country',
    '198.51.100.0/25' => { country => country('AT', 'Austria') },
    '203.0.113.64/26' => { traits => { is_anycast => 1 } });
write_database('asn.mmdb', 'GeoLite2-ASN', map { ($_->[0], { autonomous_system_number => $_->[1], autonomous_system_organization => $_->[2] }) } (
    ['198.51.100.0/25', 64500, 'Alpine Broadband'],
    ['198.51.100.128/25', 64501, 'Atlantic Mobile'],
    ['192.0.2.0/24', 64502, 'Northern Satellite Services'],
    ['203.0.113.0/24', 64503, 'Example Hosting'],
));
write_database('anonymous.mmdb', 'GeoIP2-Anonymous-IP',
    '203.0.113.0/28' => { is_anonymous => 1, is_tor_exit_node => 1, is_hosting_provider => 1 },
    '203.0.113.16/28' => { is_anonymous => 1, is_public_proxy => 1 },
    '203.0.113.32/28' => { is_anonymous => 1, is_anonymous_vpn => 1, is_hosting_provider => 1 },
    '203.0.113.48/28' => { is_anonymous => 1, is_hosting_provider => 1 },
    '203.0.113.64/28' => { is_anonymous => 1 },
    '203.0.113.80/28' => { is_anonymous => 1, is_residential_proxy => 1 });
