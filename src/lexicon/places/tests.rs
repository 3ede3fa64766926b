use super::*;

fn places() -> Places {
    match Places::read(&Files::embedded()) {
        Ok(places) => places,
        Err(error) => panic!("{error}"),
    }
}

fn codes<'a>(found: impl Iterator<Item = &'a Place>) -> Vec<&'a str> {
    found.map(|p| p.code.as_str()).collect()
}

#[test]
fn every_place_of_every_rank_is_there() {
    let places = places();
    let count = |rank| places.iter().filter(|p| p.rank == rank).count();
    assert_eq!(count(Rank::Province), 34);
    assert_eq!(count(Rank::Prefecture), 333);
    assert!((2840..2860).contains(&count(Rank::County)), "{}", count(Rank::County));
    assert!(places.iter().all(|p| p.name.starts_with(char::is_uppercase) && !p.chinese.is_empty()));
    let abroad: Vec<_> = places.iter().filter(|p| !p.mainland()).map(|p| p.name.as_str()).collect();
    assert_eq!(abroad, ["Taiwan", "Hong Kong", "Macau"]);
}

#[test]
fn a_place_has_its_usual_english_name() {
    let places = places();
    for (code, name) in [
        ("110105", "Chaoyang"),
        ("130984", "Hejian"),
        ("140400", "Changzhi"),
        ("150600", "Ordos"),
        ("150621", "Dalad"),
        ("310115", "Pudong"),
        ("340300", "Bengbu"),
        ("340722", "Zongyang"),
        ("341500", "Lu'an"),
        ("330382", "Yueqing"),
        ("411100", "Luohe"),
        ("411728", "Suiping"),
        ("429021", "Shennongjia"),
        ("469024", "Lingao"),
        ("540200", "Shigatse"),
        ("610800", "Yulin"),
        ("650100", "Ürümqi"),
    ] {
        assert_eq!(places.by_code(code).map(|p| p.name.as_str()), Some(name));
    }
}

#[test]
fn one_place_is_found_by_all_its_spellings() {
    let places = places();
    for (names, code) in [
        (&["Xi'an", "Xi’an", "xian", "XI'AN", "Xian City"][..], "610100"),
        (&["Urumqi", "Ürümqi", "Wulumuqi"], "650100"),
        (&["Tibet", "Xizang", "Tibet Autonomous Region"], "540000"),
        (&["Guangxi", "Guangxi Zhuang Autonomous Region"], "450000"),
        (&["Enshi", "Enshi Tujia and Miao Autonomous Prefecture", "Enshi Prefecture"], "422800"),
        (&["Qianxinan Buyi and Miao Autonomous Prefecture", "Qianxinan"], "522300"),
        (&["Garzê", "Garze", "Ganzi", "Ganzi Tibetan Autonomous Prefecture"], "513300"),
        (&["Kashgar", "Kashi"], "653100"),
        (&["Hohhot", "Huhehaote"], "150100"),
        (&["Canton", "Guangzhou"], "440100"),
        (&["Luliang", "Lüliang", "Lvliang"], "141100"),
    ] {
        for name in names {
            assert_eq!(places.resolve(name, None).map(|p| p.code.as_str()), Some(code), "{name}");
        }
    }
}

#[test]
fn a_shared_name_finds_all_and_means_the_likelier() {
    let places = places();
    for (name, all, meant) in [
        ("Suzhou", &["320500", "341300"][..], "320500"),
        ("Fuzhou", &["350100", "361000"], "350100"),
        ("Taizhou", &["331000", "321200"], "331000"),
        ("Yulin", &["610800", "450900"], "610800"),
        ("Yichun", &["360900", "230700"], "360900"),
    ] {
        let found = codes(places.find(name).filter(|p| p.rank == Rank::Prefecture));
        assert_eq!(found, all);
        assert_eq!(places.resolve(name, None).map(|p| p.code.as_str()), Some(meant));
        for code in all {
            let province = places.province_of(code).map(|p| p.code.as_str());
            assert_eq!(places.resolve(name, province).map(|p| p.code.as_str()), Some(*code));
        }
    }
}

#[test]
fn every_name_of_provinces_and_prefectures_means_one() {
    let places = places();
    for (name, at) in places.names() {
        if places.get(at).is_some_and(|p| p.rank < Rank::County) {
            assert!(places.resolve(name, None).is_some(), "\"{name}\" needs a weight");
        }
    }
}

#[test]
fn rank_and_province_decide_which_is_meant() {
    let places = places();
    let meant = |name, within| places.resolve(name, within).map(|p| p.code.as_str());
    assert_eq!(meant("Jilin", None), Some("220000"));
    assert_eq!(meant("Jilin City", None), Some("220200"));
    assert_eq!(meant("Hainan", Some("630000")), Some("632500"));
    assert_eq!(meant("Hainan Prefecture", None), Some("632500"));
    assert_eq!(meant("Chaoyang", Some("110000")), Some("110105"));
    assert_eq!(meant("Heping", None), None);
    assert_eq!(meant("Heping District", Some("120000")), Some("120101"));
    assert_eq!(meant("Shaanxi", None), Some("610000"));
    assert_eq!(meant("Shanxi", None), Some("140000"));
    assert_eq!(meant("Atlantis", None), None);
}

#[test]
fn a_slip_in_a_name_is_seen_and_a_real_name_never_changed() {
    let places = places();
    let near = |word| places.nearest(word).map(|p| p.code.as_str());
    assert_eq!(near("Guangdnog"), Some("440000"));
    assert_eq!(near("Chengduu"), Some("510100"));
    assert_eq!(near("Zhejang"), Some("330000"));
    for real in ["Shanxi", "Shaanxi", "Hunnan", "Xiangyang", "Shannxi", "Wuhan", "Hubie", "London", "change"]
    {
        assert_eq!(near(real), None, "{real}");
    }
}

#[test]
fn a_county_lies_in_its_prefecture_and_province() {
    let places = places();
    assert_eq!(places.province_of("411728").map(|p| p.name.as_str()), Some("Henan"));
    assert_eq!(places.province_of("110105").map(|p| p.name.as_str()), Some("Beijing"));
    assert!(places.is_within("411728", "411700") && places.is_within("411728", "410000"));
    assert!(!places.is_within("410000", "411728"));
}

#[test]
fn a_malformed_line_is_named_with_what_to_do() {
    let overlay = |line: &str| {
        let Ok(folder) = tempfile::tempdir() else { panic!("no temporary folder") };
        let text = format!("{}\n{line}\n", HEADER.join("\t"));
        std::fs::create_dir(folder.path().join("places"))
            .and_then(|()| std::fs::write(folder.path().join("places/mine.tsv"), text))
            .and_then(|()| Files::with_overlay(folder.path()).map_err(std::io::Error::other))
            .map(|files| Places::read(&files).map(|p| p.len()).map_err(|e| e.to_string()))
    };
    for (line, says) in [
        ("420199\tNowhere\ttown\t420100", "mine.tsv:2: rank \"town\"; write province, prefecture or county"),
        ("420199\tNowhere\tcounty\t999999", "no place has the parent's code 999999"),
        ("420199\tNowhere\tprovince\t420000", "a province has no parent"),
        ("420100\tWuhan\tprefecture\t420000", "code 420100 is given twice"),
        ("420199\tNowhere\tcounty\t420100\t\t\tmuch", "weight \"much\""),
    ] {
        let Ok(Err(message)) = overlay(line) else { panic!("{line} was read") };
        assert!(message.contains(says), "{message}");
    }
    assert!(matches!(overlay("420199\tNowhere\tcounty\t420100"), Ok(Ok(_))));
}

#[test]
fn reading_all_takes_little_time() {
    let start = std::time::Instant::now();
    let places = places();
    assert!(places.len() > 3000 && start.elapsed().as_secs() < 2);
}
